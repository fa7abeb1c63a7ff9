package io.portalbots.sandbox.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The names a sandbox answers to on its one port: {@code NAME.bitrix24.localhost} for a portal, {@code
 * localhost} for the OAuth server. Every name carries the port unless it is 80; hosts, over which frames
 * are signed, never do.
 *
 * @param port the port the sandbox listens on
 */
public record Addresses(int port) {

    private static final String PORTAL_SUFFIX = ".bitrix24.localhost";

    /** The portal's host without port: {@code acme.bitrix24.localhost}. */
    public String host(String portal) {
        return portal + PORTAL_SUFFIX;
    }

    /** The portal's domain: its host, and the port if it is not 80. */
    public String domain(String portal) {
        return withPort(host(portal));
    }

    /** Scheme, host and port of the portal's pages. */
    public String origin(String portal) {
        return "http://" + domain(portal);
    }

    /** Base of the portal's REST methods, ending in a slash. */
    public String clientEndpoint(String portal) {
        return origin(portal) + "/rest/";
    }

    /** Domain of the OAuth server. */
    public String authDomain() {
        return withPort("localhost");
    }

    /** Base of the OAuth server's own REST methods, ending in a slash. */
    public String serverEndpoint() {
        return "http://" + authDomain() + "/rest/";
    }

    /** The portal that a host without port names; empty for any other host. */
    public static Optional<String> portalOf(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(PORTAL_SUFFIX)
                ? Optional.of(name.substring(0, name.length() - PORTAL_SUFFIX.length()))
                : Optional.empty();
    }

    private String withPort(String host) {
        return port == 80 ? host : host + ":" + port;
    }
}

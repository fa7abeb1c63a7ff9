package io.portalbots.sandbox.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The names a sandbox answers to on its one port: {@code NAME.bitrix24.localhost} for a portal, {@code localhost} for
 * the OAuth server. Every name carries the port unless it is the scheme's own; hosts, over which frames are signed, never
 * do. For clients that cannot resolve such names, {@code 127.0.0.1} is the first portal, and the OAuth server below
 * {@link #AUTH_PATH} of it.
 *
 * @param scheme {@code http} or {@code https}
 * @param port the port the sandbox listens on
 */
public record Addresses(String scheme, int port) {

    /** The OAuth server's name. */
    public static final String AUTH_HOST = "localhost";

    /** Below this, the OAuth server answers under every name. */
    public static final String AUTH_PATH = "/auth";

    private static final String PORTAL_SUFFIX = ".bitrix24.localhost";
    private static final String BARE = "127.0.0.1";

    /** Over plain http. */
    public Addresses(int port) {
        this("http", port);
    }

    /** The portal's host without port: {@code acme.bitrix24.localhost}. */
    public String host(String portal) {
        return portal + PORTAL_SUFFIX;
    }

    /** The portal's domain: its host, and the port if it is not the scheme's own. */
    public String domain(String portal) {
        return withPort(host(portal));
    }

    /** Scheme, host and port of the portal's pages. */
    public String origin(String portal) {
        return scheme + "://" + domain(portal);
    }

    /** Base of the portal's REST methods, ending in a slash. */
    public String clientEndpoint(String portal) {
        return origin(portal) + "/rest/";
    }

    /** Domain of the OAuth server. */
    public String authDomain() {
        return withPort(AUTH_HOST);
    }

    /** Base of the OAuth server's own REST methods, ending in a slash. */
    public String serverEndpoint() {
        return scheme + "://" + authDomain() + "/rest/";
    }

    /** The sandbox by its address: {@code http://127.0.0.1:8082}. */
    public String bareOrigin() {
        return scheme + "://" + withPort(BARE);
    }

    /** Where a portal is found by its name. */
    public Endpoints endpoints(String portal) {
        return new Endpoints(domain(portal), authDomain(), clientEndpoint(portal), serverEndpoint());
    }

    /** Where the first portal is found without resolving a name. */
    public Endpoints bareEndpoints() {
        var domain = withPort(BARE);
        return new Endpoints(domain, domain, bareOrigin() + "/rest/", bareOrigin() + AUTH_PATH + "/rest/");
    }

    /** Whether a host is an address of this machine and no name. */
    public static boolean isBare(String host) {
        return host.startsWith("127.") || host.equals("::1");
    }

    /** The portal that a host without port names; empty for any other host. */
    public static Optional<String> portalOf(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(PORTAL_SUFFIX)
                ? Optional.of(name.substring(0, name.length() - PORTAL_SUFFIX.length()))
                : Optional.empty();
    }

    private String withPort(String host) {
        return port == (scheme.equals("https") ? 443 : 80) ? host : host + ":" + port;
    }
}

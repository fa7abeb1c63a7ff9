package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.Addresses;
import io.portalbots.sandbox.model.Endpoints;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Optional;

/** Who is meant by the Host of a request. */
public final class Hosts {

    private Hosts() {}

    /** The host without port, lower case, IPv6 without brackets; empty if there is none. */
    public static String of(HttpServerRequest request) {
        return Optional.ofNullable(request.authority())
                .map(HostAndPort::host)
                .map(host -> host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** Whether only this machine can have meant us: the guard against pages that rebind their names. */
    public static boolean isLoopback(String host) {
        return host.equals(Addresses.AUTH_HOST) || host.endsWith(".localhost") || Addresses.isBare(host);
    }

    /** The host that is meant: below the OAuth server's own path that server's, whatever the host is. */
    static String meant(HttpServerRequest request) {
        var path = Optional.ofNullable(request.path()).orElse("");
        return path.startsWith(Addresses.AUTH_PATH + "/") ? Addresses.AUTH_HOST : of(request);
    }

    /** Whether the OAuth server is meant. */
    static boolean isAuthServer(String host) {
        return host.equals(Addresses.AUTH_HOST);
    }

    /** Where a portal is found by whoever asked: under the bare address too if it is the first and was asked there. */
    static Endpoints endpoints(World world, HttpServerRequest request, Portal portal) {
        var addresses = world.addresses();
        var byAddress = Addresses.isBare(of(request))
                && world.first().filter(portal::equals).isPresent();
        return byAddress ? addresses.bareEndpoints() : addresses.endpoints(portal.name());
    }

    /** The portal that is meant. A bare loopback address means the first one. */
    public static Optional<Portal> portal(World world, String host) {
        return Addresses.isBare(host) ? world.first() : Addresses.portalOf(host).flatMap(world::portal);
    }
}

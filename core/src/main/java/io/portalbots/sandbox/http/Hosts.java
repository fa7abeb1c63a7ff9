package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.Addresses;
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
        return host.equals("localhost") || host.endsWith(".localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** Whether the OAuth server is meant. */
    public static boolean isAuthServer(String host) {
        return host.equals("localhost");
    }

    /** The portal that is meant. A bare loopback address means the first one. */
    public static Optional<Portal> portal(World world, String host) {
        return host.startsWith("127.") || host.equals("::1")
                ? world.first()
                : Addresses.portalOf(host).flatMap(world::portal);
    }
}

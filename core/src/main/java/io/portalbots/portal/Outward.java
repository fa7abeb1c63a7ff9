package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Decides where we connect to, for every call that leaves: https and public addresses only, resolved once, connected
 * to what was resolved. A developer's machine may allow loopback, by plain http too; {@code localhost} and the names
 * below it then mean 127.0.0.1, which the JDK does not know.
 */
public final class Outward {

    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final boolean loopback;

    public Outward(Vertx vertx, boolean loopback) {
        this.vertx = vertx;
        this.loopback = loopback;
    }

    /**
     * A request to {@code uri}, with the address to connect to. Blocks.
     *
     * @throws PortalUnavailableException if we do not connect there, or its name does not resolve
     */
    RequestOptions request(HttpMethod method, URI uri) {
        var tls = "https".equals(uri.getScheme());
        var host = uri.getHost();
        var plain = "http".equals(uri.getScheme()) && loopback && host != null && meansLoopback(host);
        if (host == null || uri.getRawUserInfo() != null || !(tls || plain)) {
            throw new PortalUnavailableException("we do not connect to " + uri.getScheme() + "://" + host
                    + (uri.getRawUserInfo() == null ? "" : ", which comes with a user"));
        }
        var port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(uri.toString())
                .setServer(SocketAddress.inetSocketAddress(port, address(host)))
                .setFollowRedirects(false);
    }

    private static boolean meansLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || name.equals(LOOPBACK);
    }

    private String address(String host) {
        if (loopback && meansLoopback(host)) {
            return LOOPBACK;
        }
        var addresses = vertx.executeBlocking(() -> resolve(host)).await();
        if (!Arrays.stream(addresses).allMatch(Outward::isPublic)) {
            throw new PortalUnavailableException("we do not connect to " + host + ", whose address is not public");
        }
        return addresses[0].getHostAddress();
    }

    private static InetAddress[] resolve(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new PortalUnavailableException("the name " + host + " does not resolve", e);
        }
    }

    private static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        var special = address instanceof Inet6Address ? isSpecial6(bytes) : isSpecial4(bytes);
        return !(address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || special);
    }

    /** "This network", carrier-grade NAT, and what is reserved, broadcast included. */
    private static boolean isSpecial4(byte[] bytes) {
        return bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64) || (bytes[0] & 0xf0) == 0xf0;
    }

    /** Unique local addresses, and those a gateway turns into an IPv4 address nobody has looked at: NAT64 and 6to4. */
    private static boolean isSpecial6(byte[] bytes) {
        var first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return (first & 0xfe00) == 0xfc00
                || first == 0x2002
                || (first == 0x0064 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b);
    }
}

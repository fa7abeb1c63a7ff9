package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides where we connect to, for every call that leaves: by https, to a host that has a name, at port 443 of public
 * addresses, all of them; the operator's list is the only exception. A developer's machine may also call itself, by plain
 * http too: set by the commands and tests that bring a sandbox along, never by configuration.
 */
public final class Outward {

    /** A name of the DNS in lower case, whose last part begins with a letter, so that it is no address in disguise. */
    static final String NAME = "(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern IS_NAME = Pattern.compile(NAME);
    private static final Pattern IS_NUMBERS = Pattern.compile("[0-9.]+");
    private static final String LOOPBACK = "127.0.0.1";
    private static final int HTTPS = 443;

    private final Resolver resolver;
    private final AllowList allowed;
    private final boolean loopback;
    private final int httpsPort;

    /** Where a call goes: the addresses, all allowed, of the host that was asked for. */
    record Target(URI uri, int port, List<InetAddress> addresses) {}

    /** @param loopback whether this machine may be called, by plain http too */
    public Outward(AllowList allowed, boolean loopback) {
        this(Resolver.system(), allowed, loopback, HTTPS);
    }

    /** @param httpsPort takes the place of 443, where tests cannot listen */
    Outward(Resolver resolver, AllowList allowed, boolean loopback, int httpsPort) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.loopback = loopback;
        this.httpsPort = httpsPort;
    }

    /**
     * Where a call to {@code uri} goes. Blocks while its name is resolved, once.
     *
     * @throws PortalUnavailableException if we do not connect there, or its name does not resolve
     */
    Target target(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refusal(uri, uri.getHost() == null ? "which names no host" : "which comes with a user");
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var tls = "https".equals(uri.getScheme());
        var port = uri.getPort() >= 0 ? uri.getPort() : tls ? httpsPort : 80;
        if (loopback && (tls || "http".equals(uri.getScheme())) && meansLoopback(host)) {
            return new Target(uri, port, List.of(address(LOOPBACK)));
        }
        if (!tls) {
            throw refusal(uri, "which is not https");
        }
        return new Target(uri, port, isLiteral(host) ? literal(uri, port) : named(uri, host, port));
    }

    /** Whether {@link #target} has to find the addresses of a name, and so may block. */
    boolean hasToResolve(URI uri) {
        var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return !isLiteral(host) && !(loopback && meansLoopback(host));
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || IS_NUMBERS.matcher(host).matches();
    }

    private static boolean meansLoopback(String host) {
        return Resolver.isLocalhost(host) || host.equals(LOOPBACK);
    }

    private List<InetAddress> literal(URI uri, int port) {
        return Network.literal(uri.getHost().replaceAll("[\\[\\]]", ""))
                .map(Space::unmapped)
                .filter(address -> allowed.hasAddress(address, port, httpsPort))
                .map(List::of)
                .orElseThrow(() -> refusal(uri, "which is an address and not listed"));
    }

    private List<InetAddress> named(URI uri, String host, int port) {
        var listed = allowed.hasName(host, port, httpsPort);
        if (!IS_NAME.matcher(host).matches() || !(listed || host.contains("."))) {
            throw refusal(uri, "which is no name of a public host");
        }
        if (port != httpsPort && !listed) {
            throw refusal(uri, "whose port is not " + httpsPort);
        }
        var addresses = resolve(host).stream().map(Space::unmapped).toList();
        for (var address : addresses) {
            if (!isAllowed(address, port, listed)) {
                throw refusal(uri, "whose address is not public");
            }
        }
        return addresses;
    }

    private boolean isAllowed(InetAddress address, int port, boolean listed) {
        return allowed.hasAddress(address, port, httpsPort)
                || switch (Space.of(address)) {
                    case PUBLIC -> true;
                    case PRIVATE -> listed;
                    case NOWHERE -> false;
                };
    }

    private List<InetAddress> resolve(String host) {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw PortalUnavailableException.outOfReach("the name " + host + " does not resolve", e);
        }
    }

    private static InetAddress address(String literal) {
        return Network.literal(literal).orElseThrow();
    }

    private static PortalUnavailableException refusal(URI uri, String why) {
        return PortalUnavailableException.outOfReach(
                "we do not connect to " + uri.getScheme() + "://" + uri.getHost() + ", " + why);
    }
}

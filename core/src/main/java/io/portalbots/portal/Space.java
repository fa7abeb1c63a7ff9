package io.portalbots.portal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which part of the address space an address is in. Of IPv6 only what is handed out to the public counts as public, which
 * leaves out loopback, unique local, site-local and IPv4-compatible addresses and NAT64.
 *
 * @see "IANA special-purpose address registries, RFC 6890"
 */
enum Space {
    /** Anybody may connect there. */
    PUBLIC,
    /** Somebody's own network: only what the operator lists. */
    PRIVATE,
    /** No portal can be there: link-local, multicast, reserved, and what clouds tell their machines' secrets at. */
    NOWHERE;

    private static final Network PUBLIC_IPV6 = Network.parse("2000::/3");

    private static final List<Network> NOT_PUBLIC = networks(
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which a relay turns into an IPv4 address that nobody has looked at
            "3fff::/20"); // documentation

    private static final List<Network> NOT_EVEN_LISTED = networks(
            "0.0.0.0/8",
            "100.100.100.200", // metadata
            "169.254.0.0/16", // link-local, metadata
            "192.0.0.192", // metadata
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "::", // unspecified
            "fe80::/10", // link-local
            "ff00::/8", // multicast
            "fd00:ec2::254"); // metadata

    static Space of(InetAddress any) {
        var address = unmapped(any);
        if (isScoped(address) || within(NOT_EVEN_LISTED, address)) {
            return NOWHERE;
        }
        var handedOut = !(address instanceof Inet6Address) || PUBLIC_IPV6.contains(address);
        return handedOut && !within(NOT_PUBLIC, address) ? PUBLIC : PRIVATE;
    }

    /** An IPv4 address in the clothes of IPv6, {@code ::ffff:10.1.2.3}, as what it is. */
    static InetAddress unmapped(InetAddress address) {
        try {
            return isScoped(address) ? address : InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has the length of an address", e);
        }
    }

    private static boolean isScoped(InetAddress address) {
        return address instanceof Inet6Address six && (six.getScopeId() != 0 || six.getScopedInterface() != null);
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}

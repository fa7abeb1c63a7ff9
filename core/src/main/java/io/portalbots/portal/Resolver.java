package io.portalbots.portal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Finds the addresses of a name. Blocks. */
interface Resolver {

    /**
     * Every address the name has, at least one.
     *
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /**
     * This machine's. {@code localhost} and the names below it mean loopback, which the JDK does not know of the latter.
     *
     * @see "RFC 6761, 6.3"
     */
    static Resolver system() {
        return name -> isLocalhost(name)
                ? List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}))
                : List.of(InetAddress.getAllByName(name));
    }

    static boolean isLocalhost(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.endsWith(".localhost");
    }
}

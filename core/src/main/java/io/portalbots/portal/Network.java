package io.portalbots.portal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, such as {@code 10.0.0.0/8}; one address is a range too.
 *
 * @param bits how many leading bits all its addresses share
 */
record Network(InetAddress base, int bits) {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * Reads {@code 10.0.0.0/8}, {@code 10.1.2.3}, {@code fd00::/8} or {@code fd00::1}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static Network parse(String text) {
        var parts = text.split("/", -1);
        var base = literal(parts[0]).orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no network"));
        var longest = base.getAddress().length * 8;
        if (parts.length == 1) {
            return new Network(base, longest);
        }
        if (parts.length > 2 || !parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > longest) {
            throw new IllegalArgumentException("'" + text + "' has to end in /0 to /" + longest);
        }
        return new Network(base, Integer.parseInt(parts[1]));
    }

    /** The address written here in full; empty for everything else, the short, octal and hex forms among it. */
    static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text)); // asks nobody: it is an address already
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress address) {
        var ours = base.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % 8);
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

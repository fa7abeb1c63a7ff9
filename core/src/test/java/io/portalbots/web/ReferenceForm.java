package io.portalbots.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads forms with the JDK's decoder: slow, in many passes, and written apart from ours. */
final class ReferenceForm {

    private static final Pattern BARE_PER_CENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern NO_ASCII = Pattern.compile("[\\x80-\\xFF]");

    private ReferenceForm() {}

    /** A name and its value, decoded. */
    record Field(String name, String value) {}

    /** The fields in their order; empty if the form is beyond a limit. */
    static Optional<List<Field>> read(byte[] form) {
        var fields = new ArrayList<Field>();
        for (var part : new String(form, ISO_8859_1).split("&", -1)) {
            var sides = part.split("=", 2);
            if (sides[0].isEmpty()) {
                continue;
            }
            var octets = decoded(sides[0], ISO_8859_1);
            if (octets.length() > 256
                    || octets.chars().filter(one -> one == '[').count() > 6
                    || fields.size() == 512) {
                return Optional.empty();
            }
            fields.add(new Field(decoded(sides[0], UTF_8), sides.length == 1 ? "" : decoded(sides[1], UTF_8)));
        }
        return Optional.of(fields);
    }

    private static String decoded(String raw, Charset charset) {
        var escaped = NO_ASCII.matcher(BARE_PER_CENT.matcher(raw).replaceAll("%25"))
                .replaceAll(match -> "%" + Integer.toHexString(match.group().charAt(0)));
        return URLDecoder.decode(escaped, charset);
    }
}

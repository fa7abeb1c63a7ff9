package io.portalbots.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parameters sent as {@code multipart/form-data}, read as PHP does: a part without a name is left out, and so is a file,
 * which PHP keeps elsewhere and no method looks for. Nothing is refused.
 */
public final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]+)\"|([^;,\\s]+))");
    private static final Pattern NAME =
            Pattern.compile("(?im)^content-disposition:[^\r\n]*?;\\s*name=(?:\"([^\"\r\n]*)\"|([^;\\s]+))");
    private static final Pattern FILE = Pattern.compile("(?im)^content-disposition:[^\r\n]*?;\\s*filename\\*?=");
    private static final Pattern BLANK_LINE = Pattern.compile("\r?\n\r?\n");

    private Multipart() {}

    /** The parameters of a body with that content type; none without a boundary. */
    public static Map<String, Object> decode(String contentType, byte[] body) {
        var form = new PhpForm();
        var boundary = BOUNDARY.matcher(contentType);
        if (boundary.find()) {
            var text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
            var parts = text.split(Pattern.quote("\r\n--" + either(boundary.group(1), boundary.group(2))), -1);
            for (var part = 1; part < parts.length && !parts[part].startsWith("--"); part++) {
                read(parts[part], form);
            }
        }
        return form.values();
    }

    private static void read(String part, PhpForm form) {
        var blank = BLANK_LINE.matcher(part);
        if (!blank.find()) {
            return;
        }
        var head = part.substring(0, blank.start());
        var name = NAME.matcher(head);
        if (name.find() && !FILE.matcher(head).find()) {
            form.add(utf8(either(name.group(1), name.group(2))), utf8(part.substring(blank.end())));
        }
    }

    private static String either(String quoted, String bare) {
        return Optional.ofNullable(quoted).orElse(bare);
    }

    /** Parts are cut as bytes, one to a symbol. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

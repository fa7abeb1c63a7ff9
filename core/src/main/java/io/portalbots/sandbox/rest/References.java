package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Php;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * References from one command of a batch to what earlier ones gave: {@code $result[bot][ID]}, also {@code $error},
 * {@code $total}, {@code $next}, {@code $time} [docs: how-to-call-rest-api/batch] [src: rest/classes/general/rest_util.php].
 *
 * <p>A reference ends at the next white space and swallows what is glued to it. A missing path gives the deepest value
 * that exists. A value that is one reference and nothing else becomes what it refers to, whatever that is; within a text
 * only texts and numbers are put in, and a reference to anything else stays as it was written.
 *
 * @param sources what can be referred to, by name
 */
record References(Map<String, ? extends Map<String, Object>> sources) {

    private static final Pattern REFERENCE = Pattern.compile("(?i)\\$(result|error|total|next|time)(\\S*)");
    private static final Pattern KEY = Pattern.compile("\\[([^\\]]+)\\]");

    /** The parameters with every reference in their values replaced; names are left alone. */
    Map<String, Object> resolve(Map<String, Object> params) {
        var resolved = new LinkedHashMap<String, Object>();
        params.forEach((name, value) -> resolved.put(name, value(value)));
        return resolved;
    }

    private @Nullable Object value(Object value) {
        return Php.isArray(value) ? resolve(Php.map(value)) : text(Php.text(value));
    }

    private @Nullable Object text(String text) {
        var reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            return hasPath(reference) ? Php.copy(find(reference)) : text;
        }
        return reference.replaceAll(match -> Matcher.quoteReplacement(embedded(match)));
    }

    private String embedded(MatchResult reference) {
        var found = hasPath(reference) ? find(reference) : null;
        return found instanceof String || found instanceof Number ? Php.text(found) : reference.group();
    }

    private @Nullable Object find(MatchResult reference) {
        @Nullable Object here = sources.get(reference.group(1));
        var keys = KEY.matcher(reference.group(2));
        while (keys.find()) {
            var next = Php.map(here).get(keys.group(1));
            if (next == null) {
                return here;
            }
            here = next;
        }
        return here;
    }

    /** A name without a key in brackets refers to nothing. */
    private static boolean hasPath(MatchResult reference) {
        return KEY.matcher(reference.group(2)).find();
    }
}

package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Php;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References from one command of a batch to what earlier ones gave: {@code $result[bot][ID]}, also {@code $error},
 * {@code $total}, {@code $next}, {@code $time} [docs: how-to-call-rest-api/batch] [src: rest/classes/general/rest_util].
 * A reference ends at the next white space and swallows what is glued to it. A missing path gives the deepest value that
 * exists.
 *
 * @param sources what can be referred to, by name
 */
record References(Map<String, Object> sources) {

    private static final Pattern REFERENCE = Pattern.compile("\\$(result|error|total|next|time)(\\[\\S*)");
    private static final Pattern KEY = Pattern.compile("\\[([^\\[\\]]*)\\]");

    /** The parameters with every reference in their values replaced. */
    Map<String, Object> resolve(Map<String, Object> params) {
        var resolved = new LinkedHashMap<String, Object>();
        params.forEach((name, value) -> resolved.put(name, value(value)));
        return resolved;
    }

    private Object value(Object value) {
        return Php.isArray(value) ? resolve(Php.map(value)) : text(Php.text(value));
    }

    /** A value that is one reference and nothing else keeps the type. */
    private Object text(String text) {
        var reference = REFERENCE.matcher(text);
        if (reference.matches()) {
            return find(reference);
        }
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(embedded(match.group())));
    }

    private String embedded(String reference) {
        var matcher = REFERENCE.matcher(reference);
        var found = matcher.matches() ? find(matcher) : reference;
        return Php.isArray(found) ? "Array" : Php.text(found);
    }

    private Object find(Matcher reference) {
        var here = sources.getOrDefault(reference.group(1), "");
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
}

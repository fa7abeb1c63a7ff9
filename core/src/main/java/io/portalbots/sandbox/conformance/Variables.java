package io.portalbots.sandbox.conformance;

import io.portalbots.sandbox.wire.Php;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known while a pair runs. {@code ${bot}} alone keeps the type of its value, within a text it is written out, and
 * {@code ${ab*3}} is {@code ababab}.
 */
final class Variables {

    /** Known before anything is asked: where the portal is, and what its installation answered. */
    static final Set<String> GIVEN = Set.of(
            "base",
            "portal",
            "origin",
            "oauth",
            "access_token",
            "refresh_token",
            "expires_in",
            "scope",
            "user_id",
            "client_endpoint",
            "server_endpoint",
            "application_token",
            "member_id",
            "domain",
            "client_id",
            "client_secret",
            "webhook_url");

    private static final Pattern USE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern REPEAT = Pattern.compile("(.+)\\*(\\d{1,6})", Pattern.DOTALL);

    private final Map<String, Object> values = new LinkedHashMap<>();

    Variables with(Map<String, ?> more) {
        values.putAll(more);
        return this;
    }

    void put(String name, @Nullable Object value) {
        values.put(name, value);
    }

    String text(String name) {
        return Php.text(values.get(name));
    }

    /** {@code template} with its variables filled in, however deep. */
    @Nullable
    Object fill(@Nullable Object template) {
        if (template instanceof Map<?, ?> map) {
            return fill(map);
        }
        if (template instanceof List<?> list) {
            var filled = new ArrayList<@Nullable Object>();
            list.forEach(item -> filled.add(fill(item)));
            return filled;
        }
        return template instanceof String text ? typed(text) : template;
    }

    /** A text with its variables written out. */
    String fill(String template) {
        return USE.matcher(template).replaceAll(use -> Matcher.quoteReplacement(Php.text(value(use.group(1)))));
    }

    /** Variables that {@code template} uses, however deep. */
    static Set<String> names(@Nullable Object template) {
        var names = new LinkedHashSet<String>();
        collect(template, names);
        return names;
    }

    private Map<String, @Nullable Object> fill(Map<?, ?> map) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, item) -> {
            filled.put(fill(String.valueOf(key)), fill(item));
        });
        return filled;
    }

    private @Nullable Object typed(String text) {
        var whole = USE.matcher(text);
        return whole.matches() ? value(whole.group(1)) : fill(text);
    }

    private @Nullable Object value(String use) {
        var repeat = REPEAT.matcher(use);
        return repeat.matches() ? repeat.group(1).repeat(Integer.parseInt(repeat.group(2))) : values.get(use);
    }

    private static void collect(@Nullable Object template, Set<String> names) {
        if (template instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                collect(key, names);
                collect(item, names);
            });
        } else if (template instanceof List<?> list) {
            list.forEach(item -> collect(item, names));
        } else if (template instanceof String text) {
            uses(text).forEach(names::add);
        }
    }

    private static Stream<String> uses(String text) {
        return USE.matcher(text)
                .results()
                .map(use -> use.group(1))
                .filter(use -> !REPEAT.matcher(use).matches());
    }
}

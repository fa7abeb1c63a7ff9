package io.portalbots.chat;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's browser asks for a frame, with the parameters a portal appends to the address.
 *
 * @param plugin and {@code app}: from the path
 * @param parameters as they came, such as {@code USER_ID}
 */
public record FrameRequest(String plugin, String app, Map<String, String> parameters) {

    private static final Pattern LATER = Pattern.compile("~([2-9]|[1-9][0-9]{1,3})");

    public FrameRequest {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The code under which the portal has the app: {@code plugin.app}, or {@code plugin.app~2} for its second revision.
     * Empty if {@code APP_CODE} names no revision of the app in the path. Without that parameter it is the first. Portals
     * escape it as HTML, which changes nothing in such a code.
     */
    Optional<String> code() {
        var first = plugin + "." + app;
        var named = parameters.getOrDefault("APP_CODE", first);
        var revision = named.startsWith(first) ? named.substring(first.length()) : "of another app";
        var known = revision.isEmpty() || LATER.matcher(revision).matches();
        return Optional.of(named).filter(code -> known && !app.contains("~"));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    Optional<String> present(String name) {
        return Optional.of(parameter(name)).filter(value -> !value.isEmpty());
    }
}

package io.portalbots.sandbox.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The events of a portal, by the scope they belong to [docs: api-reference/events/events]. */
final class EventNames {

    /** Those of the empty scope are for every application. */
    private static final Map<String, List<String>> BY_SCOPE = new LinkedHashMap<>();

    static {
        BY_SCOPE.put(
                "",
                List.of(
                        "ONAPPUNINSTALL",
                        "ONAPPINSTALL",
                        "ONAPPUPDATE",
                        "ONAPPPAYMENT",
                        "ONAPPTEST",
                        "ONAPPMETHODCONFIRM",
                        "ONOFFLINEEVENT"));
        BY_SCOPE.put("user", List.of("ONUSERADD"));
        BY_SCOPE.put(
                "imbot",
                List.of(
                        "ONIMBOTMESSAGEADD",
                        "ONIMBOTMESSAGEUPDATE",
                        "ONIMBOTMESSAGEDELETE",
                        "ONIMCOMMANDADD",
                        "ONIMBOTCONTEXTGET",
                        "ONIMBOTJOINCHAT",
                        "ONIMBOTDELETE"));
    }

    private EventNames() {}

    /** Every event of the portal. */
    static Stream<String> all() {
        return BY_SCOPE.values().stream().flatMap(List::stream);
    }

    /** The events of a scope; none of one that has none. */
    static Stream<String> of(String scope) {
        return BY_SCOPE.getOrDefault(scope, List.of()).stream();
    }

    /** The events that somebody with these scopes may bind. */
    static Stream<String> available(List<String> granted) {
        return BY_SCOPE.entrySet().stream()
                .filter(scope -> scope.getKey().isEmpty() || granted.contains(scope.getKey()))
                .flatMap(scope -> scope.getValue().stream());
    }
}

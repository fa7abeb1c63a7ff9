package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as the admin API tells it, for people. */
final class PlanReport {

    private static final Map<String, String> MARKS = Map.of(
            "register",
            "+",
            "update",
            "~",
            "retire",
            "~",
            "unregister",
            "-",
            "forget",
            ".",
            "doubt",
            "?",
            "others",
            "*");
    private static final Map<String, List<String>> WORDS = Map.of(
            "register", List.of("addition", "additions"),
            "update", List.of("change", "changes"),
            "retire", List.of("replaced", "replaced"),
            "unregister", List.of("removal", "removals"),
            "forget", List.of("forgotten", "forgotten"),
            "doubt", List.of("in doubt", "in doubt"));

    private final JsonObject plan;
    private final String flags;

    /** @param flags with which it was made */
    PlanReport(JsonObject plan, String flags) {
        this.plan = plan;
        this.flags = flags;
    }

    @Override
    public String toString() {
        if (plan.getLong("touched") == 0) {
            return "nothing to do: every portal has what it should\n";
        }
        var groups = objects(plan, "groups").map(PlanReport::group).collect(Collectors.joining("\n"));
        return "plan " + plan.getString("plan") + "\n\n" + groups + "\n" + sums() + held()
                + "\nto do exactly this:  portalbots apply " + plan.getString("plan") + flags + "\n";
    }

    private static String group(JsonObject group) {
        var count = group.getLong("tenants");
        var examples = group.getJsonArray("examples");
        var more = count > examples.size() ? ", .." : "";
        var names = examples.stream().map(String::valueOf).collect(Collectors.joining(", "));
        var steps = objects(group, "steps").map(PlanReport::step).collect(Collectors.joining());
        return count(count, "tenant", "tenants") + ": " + names + more + "\n" + steps;
    }

    private static String step(JsonObject step) {
        var held = step.getBoolean("held") ? "  (held back)" : "";
        var changes = step.getJsonArray("changes").stream()
                .map(change -> "      " + change + "\n")
                .collect(Collectors.joining());
        var notice = step.getString("notice").isEmpty() ? "" : "      people: " + step.getString("notice") + "\n";
        return "  " + MARKS.getOrDefault(step.getString("step"), "*") + " " + step.getString("does") + held + "\n"
                + changes + notice;
    }

    private String sums() {
        var steps = plan.getJsonObject("steps").stream()
                .map(kind -> counted(kind.getKey(), ((Number) kind.getValue()).longValue()))
                .sorted()
                .collect(Collectors.joining(", "));
        return steps + " for " + plan.getLong("touched") + " of "
                + count(plan.getLong("looked"), "active tenant", "active tenants") + "\n"
                + count(plan.getLong("calls"), "call", "calls") + " in "
                + count(plan.getLong("requests"), "request", "requests")
                + (plan.getLong("refreshes") == 0
                        ? ""
                        : ", " + count(plan.getLong("refreshes"), "new access token", "new access tokens"))
                + ", about " + count((long) Math.ceil(plan.getDouble("seconds")), "second", "seconds") + "\n";
    }

    private static String counted(String kind, long count) {
        var words = WORDS.getOrDefault(kind, List.of(kind, kind));
        return count(count, words.get(0), words.get(1));
    }

    private String held() {
        return plan.getLong("held") == 0
                ? ""
                : count(plan.getLong("held"), "step is", "steps are")
                        + " held back until an operator approves; to apply this plan approves them\n";
    }

    private static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static Stream<JsonObject> objects(JsonObject of, String list) {
        return of.getJsonArray(list, new JsonArray()).stream().map(JsonObject.class::cast);
    }
}

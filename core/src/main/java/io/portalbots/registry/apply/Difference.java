package io.portalbots.registry.apply;

import io.portalbots.registry.apply.FleetPlan.Group;
import io.portalbots.registry.apply.FleetPlan.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What became of a plan meanwhile, in words. */
public final class Difference {

    private Difference() {}

    /** Each such as {@code 12 tenants, not 10: adds the app echo.board}. */
    public static List<String> between(FleetPlan before, FleetPlan now) {
        var then = tenants(before);
        var today = tenants(now);
        var all = new LinkedHashMap<>(today);
        then.forEach(all::putIfAbsent);
        var said = all.keySet().stream()
                .filter(what -> !then.getOrDefault(what, 0L).equals(today.getOrDefault(what, 0L)))
                .map(what -> said(what, then.getOrDefault(what, 0L), today.getOrDefault(what, 0L)))
                .toList();
        return said.isEmpty() ? others(before, now) : said;
    }

    private static Map<String, Long> tenants(FleetPlan plan) {
        return plan.groups().stream()
                .collect(Collectors.toMap(Difference::words, Group::tenants, Long::sum, LinkedHashMap::new));
    }

    private static String words(Group group) {
        return group.lines().stream()
                .map(line -> line.does() + (line.held() ? " (held back)" : ""))
                .collect(Collectors.joining("; "));
    }

    private static String said(String what, long then, long now) {
        if (then == 0) {
            return "new for " + count(now) + ": " + what;
        }
        return now == 0 ? "no more for " + count(then) + ": " + what : count(now) + ", not " + then + ": " + what;
    }

    private static String count(long tenants) {
        return tenants + (tenants == 1 ? " tenant" : " tenants");
    }

    /** As many tenants with the same steps: fields have other values, or it is about other tenants. */
    private static List<String> others(FleetPlan before, FleetPlan now) {
        var then = new TreeSet<>(values(before));
        var fresh = values(now).stream().filter(value -> !then.contains(value)).toList();
        var said = new ArrayList<String>(
                fresh.stream().map(value -> "new: " + value).toList());
        if (said.isEmpty()) {
            said.add("the same kinds of steps, but for other tenants, with other values, or where other things are");
        }
        return said;
    }

    private static List<String> values(FleetPlan plan) {
        return plan.groups().stream()
                .flatMap(group -> group.lines().stream())
                .flatMap(Difference::values)
                .distinct()
                .toList();
    }

    private static java.util.stream.Stream<String> values(Line line) {
        return line.changes().stream().map(change -> line.does() + ", " + change);
    }
}

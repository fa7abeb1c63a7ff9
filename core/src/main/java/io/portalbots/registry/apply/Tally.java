package io.portalbots.registry.apply;

import io.portalbots.plan.Change;
import io.portalbots.plan.Imprint;
import io.portalbots.plan.Step;
import io.portalbots.plan.Words;
import io.portalbots.registry.Preview;
import io.portalbots.registry.RegistryMetrics;
import io.portalbots.registry.Scope;
import io.portalbots.registry.apply.FleetPlan.Cost;
import io.portalbots.registry.apply.FleetPlan.Group;
import io.portalbots.registry.apply.FleetPlan.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds up what there is to do for tenants, one after the other, in a space that does not grow with them: tenants with the
 * same steps are one group, whatever values they have.
 */
final class Tally {

    /** More groups than people read. */
    private static final int MOST = 500;

    private static final int EXAMPLES = 3;
    private static final List<Line> OTHERS =
            List.of(new Line("others", "steps in more combinations than are told apart here", List.of(), "", false));

    private final Estimate estimate;
    private final Imprint imprint = new Imprint();
    private final Map<List<Same>, Sum> sums = new LinkedHashMap<>();
    private final Map<String, Long> kinds = new TreeMap<>();
    private final Set<String> heldPlugins = new TreeSet<>();
    private long looked;
    private long touched;
    private long held;
    private long calls;

    /** What steps have in common that count as the same. */
    private record Same(String kind, String does, List<String> fields, String notice, boolean held) {}

    private static final class Sum {
        private long tenants;
        private long calls;
        private long requests;
        private final List<String> examples = new ArrayList<>();
        private final List<Map<String, Set<String>>> values = new ArrayList<>();
    }

    Tally(Estimate estimate) {
        this.estimate = estimate;
    }

    /** @param fresh whether the tenant's access token is */
    void add(Preview preview, boolean fresh) {
        looked++;
        if (preview.steps().isEmpty()) {
            return;
        }
        touched++;
        imprint.add(preview.imprint());
        preview.steps().forEach(step -> imprint.add(preview.held().contains(step) ? "held" : "free"));
        held += preview.held().size();
        preview.held().forEach(step -> heldPlugins.add(step.key().plugin()));
        calls += preview.calls();
        estimate.add(preview.requests(), !fresh && preview.requests() > 0);
        preview.steps().forEach(step -> kinds.merge(RegistryMetrics.label(step), 1L, Long::sum));
        group(preview);
    }

    private void group(Preview preview) {
        var key = preview.steps().stream().map(step -> same(preview, step)).toList();
        if (!sums.containsKey(key) && sums.size() >= MOST) {
            key = List.of();
        }
        var sum = sums.computeIfAbsent(key, any -> new Sum());
        sum.tenants++;
        sum.calls = preview.calls();
        sum.requests = preview.requests();
        few(sum.examples, preview.tenant().domain());
        for (var i = 0; i < key.size(); i++) {
            if (sum.values.size() == i) {
                sum.values.add(new TreeMap<>());
            }
            note(preview, preview.steps().get(i), sum.values.get(i));
        }
    }

    private static Same same(Preview preview, Step step) {
        return new Same(
                RegistryMetrics.label(step),
                Words.of(step),
                Words.changed(step).stream().map(Change::field).toList(),
                Words.noticed(step),
                preview.held().contains(step));
    }

    private static void note(Preview preview, Step step, Map<String, Set<String>> values) {
        for (var change : Words.changed(step)) {
            var some = values.computeIfAbsent(change.field(), any -> new LinkedHashSet<>());
            var said = Words.of(change).replace(preview.tenant().id().toString(), "{tenant}");
            if (some.size() <= EXAMPLES) {
                some.add(said);
            }
        }
    }

    private static void few(List<String> some, String one) {
        if (some.size() < EXAMPLES) {
            some.add(one);
        }
    }

    FleetPlan plan(Scope scope) {
        var cost = new Cost(calls, estimate.requests(), estimate.refreshes(), estimate.time());
        var groups = sums.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Group::tenants).reversed())
                .toList();
        return new FleetPlan(
                imprint.name(), scope, looked, touched, Map.copyOf(kinds), held, Set.copyOf(heldPlugins), cost, groups);
    }

    private static Group group(List<Same> same, Sum sum) {
        var lines = new ArrayList<Line>();
        for (var i = 0; i < same.size(); i++) {
            var one = same.get(i);
            var changes = sum.values.get(i).values().stream()
                    .flatMap(some -> shown(List.copyOf(some)).stream())
                    .toList();
            lines.add(new Line(one.kind(), one.does(), changes, one.notice(), one.held()));
        }
        return new Group(
                same.isEmpty() ? OTHERS : List.copyOf(lines),
                sum.tenants,
                sum.calls,
                sum.requests,
                List.copyOf(sum.examples));
    }

    private static List<String> shown(List<String> values) {
        if (values.size() <= EXAMPLES) {
            return values;
        }
        var some = new ArrayList<>(values.subList(0, EXAMPLES));
        some.add("and others");
        return some;
    }
}

package io.portalbots.web;

import io.portalbots.plan.Change;
import io.portalbots.plan.Step;
import io.portalbots.plan.Words;
import io.portalbots.registry.Preview;
import io.portalbots.registry.apply.FleetPlan;
import io.portalbots.registry.apply.FleetPlan.Group;
import io.portalbots.registry.apply.FleetPlan.Line;
import io.portalbots.registry.apply.PlanRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Stream;

/** Plans in JSON. */
final class PlanJson {

    private PlanJson() {}

    /** What there is to do for one tenant. */
    static JsonObject tenant(Preview preview) {
        return new JsonObject()
                .put("tenant", preview.tenant().id().toString())
                .put("domain", preview.tenant().domain())
                .put("calls", preview.calls())
                .put("requests", preview.requests())
                .put("steps", array(preview.steps().stream().map(step -> step(preview, step))));
    }

    private static JsonObject step(Preview preview, Step step) {
        var slot = step.slot();
        return new JsonObject()
                .put("step", step.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .put("surface", slot.key().surface())
                .put("plugin", slot.key().plugin())
                .put("code", slot.key().code())
                .put("revision", slot.revision())
                .put("does", Words.of(step))
                .put("changes", array(Words.changed(step).stream().map(PlanJson::change)))
                .put("notice", Words.noticed(step))
                .put("held", preview.held().contains(step));
    }

    /** What there was not, or is not to be, has no key. */
    private static JsonObject change(Change change) {
        var json = new JsonObject().put("field", change.field());
        change.before().ifPresent(before -> json.put("before", before));
        change.after().ifPresent(after -> json.put("after", after));
        return json;
    }

    static JsonObject whole(FleetPlan plan) {
        var steps = new JsonObject();
        plan.steps().forEach(steps::put);
        return new JsonObject()
                .put("plan", plan.name())
                .put("looked", plan.looked())
                .put("touched", plan.touched())
                .put("steps", steps)
                .put("held", plan.held())
                .put("calls", plan.cost().calls())
                .put("requests", plan.cost().requests())
                .put("refreshes", plan.cost().refreshes())
                .put("seconds", plan.cost().time().toMillis() / 1000.0)
                .put("groups", array(plan.groups().stream().map(PlanJson::group)));
    }

    private static JsonObject group(Group group) {
        return new JsonObject()
                .put("tenants", group.tenants())
                .put("examples", new JsonArray(group.examples()))
                .put("calls", group.calls())
                .put("requests", group.requests())
                .put("steps", array(group.lines().stream().map(PlanJson::line)));
    }

    private static JsonObject line(Line line) {
        return new JsonObject()
                .put("step", line.kind())
                .put("does", line.does())
                .put("changes", new JsonArray(line.changes()))
                .put("notice", line.notice())
                .put("held", line.held());
    }

    static JsonObject run(PlanRun run) {
        var progress = run.progress();
        var failures = progress.failures().stream()
                .map(one -> new JsonObject()
                        .put("tenant", one.tenant())
                        .put("domain", one.domain())
                        .put("why", one.why()));
        var json = new JsonObject()
                .put("job", run.id())
                .put("plan", run.plan())
                .put("phase", progress.phase().name().toLowerCase(Locale.ROOT))
                .put("looked", progress.looked())
                .put("total", progress.total())
                .put("done", progress.done());
        for (var outcome : PlanRun.Outcome.values()) {
            json.put(outcome.name().toLowerCase(Locale.ROOT), progress.of(outcome));
        }
        return json.put("refused", progress.refused())
                .put("failures", array(failures))
                .put("difference", new JsonArray(progress.difference()))
                .put("now", progress.now().orElse(""))
                .put("said", progress.said());
    }

    private static JsonArray array(Stream<JsonObject> objects) {
        return new JsonArray(objects.toList());
    }
}

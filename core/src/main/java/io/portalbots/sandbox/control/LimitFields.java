package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.Limits;
import io.portalbots.sandbox.model.Limits.Plan;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The field {@code limits} of a portal: the name of a plan, {@code "off"}, {@code "standard"} or {@code "enterprise"},
 * or its numbers.
 *
 * <pre>{@code
 * {"limits": {"plan": "standard", "perSecond": 2, "burst": 50, "operating": "PT7M", "cost": {"imbot.app.register": "PT2S"}}}
 * }</pre>
 *
 * <p>A plan brings its own numbers; numbers without a plan keep the plan there is, and switch limits on.
 */
final class LimitFields {

    private static final String NAME = "limits";

    private LimitFields() {}

    /** {@code before}, changed as the body says. */
    static Limits read(Fields body, Limits before) {
        if (!body.has(NAME)) {
            return before;
        }
        if (body.body().getValue(NAME) instanceof String) {
            return Limits.of(body.choice(NAME, Plan.class, before.plan()));
        }
        var fields = body.below(NAME, "plan", "perSecond", "burst", "operating", "cost");
        var base = fields.has("plan") ? Limits.of(fields.choice("plan", Plan.class, before.plan())) : on(before);
        return new Limits(
                base.plan(),
                drain(fields, base.perSecond()),
                fields.number("burst", 1, Integer.MAX_VALUE, base.burst()),
                fields.optionalDuration("operating").orElse(base.operating()),
                fields.has("cost") ? cost(fields.open("cost")) : base.cost());
    }

    static JsonObject view(Limits limits) {
        var cost = new JsonObject();
        limits.cost().forEach((method, duration) -> cost.put(method, duration.toString()));
        return new JsonObject()
                .put("plan", Fields.word(limits.plan()))
                .put("perSecond", limits.perSecond())
                .put("burst", limits.burst())
                .put("operating", limits.operating().toString())
                .put("cost", cost);
    }

    private static Limits on(Limits before) {
        return before.isOn() ? before : Limits.of(Plan.STANDARD);
    }

    private static double drain(Fields fields, double otherwise) {
        return switch (fields.body().getValue("perSecond")) {
            case null -> otherwise;
            case Number number when number.doubleValue() > 0 -> number.doubleValue();
            default -> throw ControlError.wrongField("field 'perSecond' must be a number above 0");
        };
    }

    private static Map<String, Duration> cost(Fields fields) {
        var cost = new LinkedHashMap<String, Duration>();
        for (var method : fields.body().fieldNames()) {
            fields.optionalDuration(method).ifPresent(duration -> cost.put(method.toLowerCase(Locale.ROOT), duration));
        }
        return cost;
    }
}

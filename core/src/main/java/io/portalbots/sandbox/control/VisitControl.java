package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.InstallAnswer;
import io.portalbots.sandbox.install.Opening;
import io.portalbots.sandbox.install.Openings;
import io.portalbots.sandbox.install.Openings.Visit;
import io.portalbots.sandbox.model.Person;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Applications as people meet them: their page, and tokens of their own. */
final class VisitControl {

    private final Openings openings;

    VisitControl(Openings openings) {
        this.openings = openings;
    }

    /** {@code {"userId": 2}}: tokens of that person, as its visit to the application's page would give. */
    JsonObject tokens(Exchange exchange) {
        var visit = visit(exchange, exchange.body("userId"));
        openings.toTokens(visit).ifPresent(VisitControl::refuse);
        var token = exchange.world()
                .tokens()
                .issue(visit.portal(), visit.app().clientId(), visit.person().id());
        return InstallAnswer.tokens(
                visit.portal(),
                visit.portal().addresses().endpoints(visit.portal().name()),
                visit.app(),
                token);
    }

    /** {@code {"userId": 2, "options": {"any": "data"}}}: what the portal's page posts into its frame for that person. */
    JsonObject open(Exchange exchange) {
        var body = exchange.body("userId", "options");
        var options = options(body);
        var visit = visit(exchange, body);
        openings.toPage(visit).ifPresent(VisitControl::refuse);
        return view(visit, openings.open(visit, options));
    }

    private static Visit visit(Exchange exchange, Fields body) {
        var userId = body.optionalNumber("userId");
        var person = userId.isPresent() ? exchange.person(userId.getAsInt()) : firstAdmin(exchange);
        return new Visit(exchange.portal(), exchange.installation(), person);
    }

    private static Person firstAdmin(Exchange exchange) {
        return exchange.portal()
                .firstAdmin()
                .orElseThrow(() -> ControlError.notFound("USER_NOT_FOUND", "no administrator can log in"));
    }

    private static Map<String, String> options(Fields body) {
        var options = new LinkedHashMap<String, String>();
        body.object("options").forEach(option -> options.put(option.getKey(), String.valueOf(option.getValue())));
        return options;
    }

    private static void refuse(Openings.Obstacle obstacle) {
        throw ControlError.conflict(obstacle.error(), obstacle.message());
    }

    private static JsonObject view(Visit visit, Opening opening) {
        return new JsonObject()
                .put("url", opening.url())
                .put("form", new JsonObject(opening.form()))
                .put("sid", opening.sid())
                .put("install", !visit.app().installed())
                .put("admin", visit.person().admin())
                .put("version", visit.app().card().version());
    }
}

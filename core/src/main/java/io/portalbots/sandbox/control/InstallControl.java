package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.InstallAnswer;
import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.model.Person;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Applications on a portal as its administrator handles them: install, change, finish, update, uninstall. */
final class InstallControl {

    private final Installs installs;

    InstallControl(Installs installs) {
        this.installs = installs;
    }

    JsonObject install(Exchange exchange) {
        var portal = exchange.portal();
        var order = InstallOrder.read(exchange.body(InstallOrder.and()));
        order.check(portal);
        return InstallAnswer.of(
                portal, portal.addresses().endpoints(portal.name()), order.on(portal, installs), order.application());
    }

    /** On every portal whose name begins with {@code prefix}, or on none; the tokens come with each ONAPPINSTALL. */
    Future<JsonObject> installMany(Exchange exchange) {
        var body = exchange.body(InstallOrder.and("prefix"));
        var order = InstallOrder.read(body);
        var prefix = body.text("prefix");
        var portals = exchange.world().portals().stream()
                .filter(portal -> portal.name().startsWith(prefix))
                .toList();
        portals.forEach(order::check);
        return Slices.each(exchange.context().vertx(), portals, portal -> order.on(portal, installs))
                .map(new JsonObject()
                        .put("prefix", prefix)
                        .put("clientId", order.application().clientId())
                        .put("count", portals.size()));
    }

    /** Changes the card, or what the application is allowed; tells nobody. */
    JsonObject change(Exchange exchange) {
        var app = exchange.installation();
        var body = exchange.body(AppFields.and());
        var card = AppFields.card(body, app.card());
        app.standing(AppFields.standing(body, app.standing()));
        app.card(card);
        return AppFields.view(app);
    }

    /** {@code {"userId": 1, "installed": true}}, both may be left out; {@code false} shows the installer's page again. */
    JsonObject finish(Exchange exchange) {
        var app = exchange.installation();
        var body = exchange.body("userId", "installed");
        var userId = body.optionalNumber("userId").orElse(Installs.INSTALLER);
        refuseNonAdmin(exchange.person(userId));
        if (body.flag("installed", true)) {
            installs.finish(exchange.portal(), app, userId);
        } else {
            installs.reopen(app);
        }
        return AppFields.view(app);
    }

    /** {@code {"version": 2, "newApplicationToken": false, "via": "event" or "page"}}. */
    JsonObject update(Exchange exchange) {
        var app = exchange.installation();
        var body = exchange.body("version", "newApplicationToken", "via");
        var via = body.optionalText("via").orElse("event");
        if (!List.of("event", "page").contains(via)) {
            throw ControlError.wrongField("field 'via' must be event or page");
        }
        var update = new Installs.Update(
                AppFields.version(body), body.flag("newApplicationToken", false), via.equals("page"));
        installs.update(exchange.portal(), app, update);
        return AppFields.view(app).put("applicationToken", app.applicationToken());
    }

    JsonObject uninstall(Exchange exchange) {
        var clean = exchange.query("clean").filter(text -> !text.equals("0")).isPresent();
        var app = exchange.installation();
        installs.remove(exchange.portal(), app, clean);
        return new JsonObject().put("clientId", app.clientId()).put("installed", false);
    }

    /** A portal hears only administrators here [src: bitrix/components/bitrix/app.layout]. */
    private static void refuseNonAdmin(Person person) {
        if (!person.admin()) {
            throw ControlError.conflict("NOT_ADMIN", "user " + person.id() + " is no administrator");
        }
    }
}

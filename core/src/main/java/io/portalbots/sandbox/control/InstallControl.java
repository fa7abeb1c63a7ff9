package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.InstallAnswer;
import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.model.Installation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Applications on a portal: install, finish, uninstall. */
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
                portal, portal.addresses().endpoints(portal.name()), order.on(portal, installs), order.card());
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
                        .put("clientId", order.card().clientId())
                        .put("count", portals.size()));
    }

    JsonObject finish(Exchange exchange) {
        var installation = installation(exchange);
        installs.finish(exchange.portal(), installation);
        return new JsonObject().put("clientId", installation.clientId()).put("installed", true);
    }

    JsonObject uninstall(Exchange exchange) {
        var clean = exchange.query("clean").filter(text -> !text.equals("0")).isPresent();
        var installation = installation(exchange);
        installs.remove(exchange.portal(), installation, clean);
        return new JsonObject().put("clientId", installation.clientId()).put("installed", false);
    }

    private static Installation installation(Exchange exchange) {
        var clientId = exchange.path("client");
        return Optional.ofNullable(exchange.portal().installations().get(clientId))
                .orElseThrow(() -> ControlError.notFound(
                        "INSTALL_NOT_FOUND",
                        "application '" + clientId + "' is not installed on portal '" + exchange.path("portal") + "'"));
    }
}

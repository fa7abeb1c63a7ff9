package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.InstallAnswer;
import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Applications on a portal: install, finish, uninstall. */
final class InstallControl {

    private final Installs installs;

    InstallControl(Installs installs) {
        this.installs = installs;
    }

    JsonObject install(Exchange exchange) {
        var portal = exchange.portal();
        var body = exchange.body("clientId", "clientSecret", "eventUrl", "installUrl", "via", "scope");
        var card = new Installs.Card(
                body.text("clientId"),
                body.text("clientSecret"),
                body.optionalUrl("eventUrl"),
                body.optionalUrl("installUrl"),
                body.optionalText("scope").map(InstallControl::scope).orElse(Installation.USUAL_SCOPE));
        refuseOtherSecret(portal, card);
        return switch (body.optionalText("via").orElse("event")) {
            case "event" -> view(portal, installs.byEvent(portal, card), card);
            case "page" -> view(portal, installs.byPage(portal, withPage(card)), card);
            default -> throw ControlError.wrongField("field 'via' must be event or page");
        };
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

    /** Names with commas between them. */
    private static List<String> scope(String text) {
        return Stream.of(text.split(",")).map(String::strip).toList();
    }

    private static Installation installation(Exchange exchange) {
        var clientId = exchange.path("client");
        return Optional.ofNullable(exchange.portal().installations().get(clientId))
                .orElseThrow(() -> ControlError.notFound(
                        "INSTALL_NOT_FOUND",
                        "application '" + clientId + "' is not installed on portal '" + exchange.path("portal") + "'"));
    }

    private static void refuseOtherSecret(Portal portal, Installs.Card card) {
        var known = portal.installations().get(card.clientId());
        if (known != null && !known.hasSecret(card.secret())) {
            throw ControlError.conflict(
                    "WRONG_SECRET", "application '" + card.clientId() + "' is known with another secret");
        }
    }

    private static Installs.Card withPage(Installs.Card card) {
        if (card.installUrl().isEmpty()) {
            throw ControlError.wrongField("field 'installUrl' is needed to install via page");
        }
        return card;
    }

    private static JsonObject view(Portal portal, Installs.Installed installed, Installs.Card card) {
        return InstallAnswer.of(portal, portal.addresses().endpoints(portal.name()), installed, card);
    }
}

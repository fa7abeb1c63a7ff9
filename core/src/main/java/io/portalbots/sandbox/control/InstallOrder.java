package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import java.util.List;
import java.util.stream.Stream;

/** What the control API is told to install, and how. */
record InstallOrder(Installs.Card card, boolean byPage) {

    private static final String[] FIELDS = {"clientId", "clientSecret", "eventUrl", "installUrl", "via", "scope"};

    /** The fields of a body that holds an order and {@code others}. */
    static String[] and(String... others) {
        return Stream.of(others, FIELDS).flatMap(Stream::of).toArray(String[]::new);
    }

    static InstallOrder read(Fields body) {
        var card = new Installs.Card(
                body.text("clientId"),
                body.text("clientSecret"),
                body.optionalUrl("eventUrl"),
                body.optionalUrl("installUrl"),
                body.optionalText("scope").map(InstallOrder::scope).orElse(Installation.USUAL_SCOPE));
        return switch (body.optionalText("via").orElse("event")) {
            case "event" -> new InstallOrder(card, false);
            case "page" -> new InstallOrder(withPage(card), true);
            default -> throw ControlError.wrongField("field 'via' must be event or page");
        };
    }

    /** Refuses a portal that knows the application with another secret. */
    void check(Portal portal) {
        var known = portal.installations().get(card.clientId());
        if (known != null && !known.hasSecret(card.secret())) {
            throw ControlError.conflict(
                    "WRONG_SECRET", "application '" + card.clientId() + "' is known with another secret");
        }
    }

    /** Installs it. */
    Installs.Installed on(Portal portal, Installs installs) {
        return byPage ? installs.byPage(portal, card) : installs.byEvent(portal, card);
    }

    /** Names with commas between them. */
    private static List<String> scope(String text) {
        return Stream.of(text.split(",")).map(String::strip).toList();
    }

    private static Installs.Card withPage(Installs.Card card) {
        if (card.installUrl().isEmpty()) {
            throw ControlError.wrongField("field 'installUrl' is needed to install via page");
        }
        return card;
    }
}

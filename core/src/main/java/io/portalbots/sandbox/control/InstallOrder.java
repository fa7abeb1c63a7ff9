package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.install.Installs.Application;
import io.portalbots.sandbox.model.Card;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Standing;
import java.util.stream.Stream;

/** What the control API is told to install, and how. */
record InstallOrder(Application application, Standing standing, boolean byPage) {

    private static final String[] FIELDS = {"clientId", "clientSecret", "via"};

    /** The fields of a body that holds an order and {@code others}. */
    static String[] and(String... others) {
        return AppFields.and(Stream.of(others, FIELDS).flatMap(Stream::of).toArray(String[]::new));
    }

    static InstallOrder read(Fields body) {
        var application =
                new Application(body.text("clientId"), body.text("clientSecret"), AppFields.card(body, Card.USUAL));
        var standing = AppFields.standing(body, Standing.GOOD);
        return switch (body.optionalText("via").orElse("event")) {
            case "event" -> new InstallOrder(application, standing, false);
            case "page" -> new InstallOrder(withPage(application), standing, true);
            default -> throw ControlError.wrongField("field 'via' must be event or page");
        };
    }

    /** Refuses a portal that knows the application with another secret. */
    void check(Portal portal) {
        var known = portal.installations().get(application.clientId());
        if (known != null && !known.hasSecret(application.secret())) {
            throw ControlError.conflict(
                    "WRONG_SECRET", "application '" + application.clientId() + "' is known with another secret");
        }
    }

    /** Installs it. */
    Installs.Installed on(Portal portal, Installs installs) {
        var installed = byPage ? installs.byPage(portal, application) : installs.byEvent(portal, application);
        installed.installation().standing(standing);
        return installed;
    }

    private static Application withPage(Application application) {
        if (application.card().installUrl().or(application.card()::url).isEmpty()) {
            throw ControlError.wrongField("field 'installUrl' or 'url' is needed to install via page");
        }
        return application;
    }
}

package io.portalbots.registry.doctor;

import static io.portalbots.registry.doctor.Case.broken;
import static io.portalbots.registry.doctor.Case.ok;
import static io.portalbots.registry.doctor.Case.unknown;

import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.registry.doctor.Diagnosis.Link;
import java.time.Duration;
import java.time.Instant;

/** Whether people see what the portal took. */
final class PeopleLinks {

    /** Open messengers load the list of apps anew after 15 to 26 minutes [REST reference, imbot.app.register]. */
    private static final Duration SEEN = Duration.ofMinutes(26);

    private PeopleLinks() {}

    static Finding visibility(Case known) {
        if (!known.isThere()) {
            return unknown(Link.VISIBILITY, "the portal does not have it, as far as we know", "");
        }
        Instant seen = known.line().orElseThrow().changed().plus(SEEN);
        return seen.isAfter(known.now())
                ? ok(
                        Link.VISIBILITY,
                        "taken less than 26 minutes ago: in the bot's menu at once, in messengers at the next page load or"
                                + " by " + Case.at(seen),
                        "Have people reload the page, or wait until " + Case.at(seen) + ".")
                : ok(Link.VISIBILITY, "every open messenger has loaded it by now");
    }

    static Finding installation(Case known) {
        return known.seen()
                .installed()
                .map(installed -> installed
                        ? ok(Link.INSTALLATION, "brought to its end")
                        : broken(
                                Link.INSTALLATION,
                                "the installation was never brought to its end, so the portal sends no events and shows no"
                                        + " widgets",
                                "Have an administrator open the application in the portal, and wait until its page is"
                                        + " through."))
                .orElseGet(() -> unknown(
                        Link.INSTALLATION,
                        known.seen().silence().orElse("the portal does not say"),
                        "Once the portal answers, ask again: without its end an installation sends no events."));
    }

    static Finding audience(Case known) {
        return known.app()
                .map(app -> new AudienceLink(known, app).finding())
                .orElseGet(() -> unknown(Link.AUDIENCE, "it is not offered", ""));
    }

    static Finding messenger(Case known) {
        return unknown(
                Link.MESSENGER,
                "portals do not say which messenger they have, and the new one shows no chat apps",
                "Ask whether others there see chat apps; if nobody does, it is the new messenger: people type the bot's"
                        + " commands instead (in the sandbox, see the portal's switch 'messenger').");
    }
}

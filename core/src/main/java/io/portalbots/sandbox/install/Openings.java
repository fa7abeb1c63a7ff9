package io.portalbots.sandbox.install;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Lets people into an application: to its page, to tokens of their own [src: bitrix/components/bitrix/app.layout]. */
public final class Openings {

    /** Somebody before an application. */
    public record Visit(Portal portal, Installation app, Person person) {}

    /** Why somebody is not let in. */
    public record Obstacle(String error, String message) {}

    private record Check(Predicate<Visit> fails, String error, String message) {

        Obstacle obstacle(Visit visit) {
            var text = message.formatted(visit.app().clientId(), visit.person().id());
            return new Obstacle(error, text);
        }
    }

    private static final List<Check> TO_TOKENS = List.of(
            new Check(
                    visit -> !visit.app().standing().active(),
                    "APPLICATION_NOT_FOUND",
                    "application '%s' is switched off"),
            new Check(
                    visit -> !visit.app().standing().admits(visit.person()),
                    "APPLICATION_NOT_FOUND",
                    "application '%s' is not for user %d"),
            new Check(visit -> !visit.person().logsIn(), "USER_CANNOT_LOG_IN", "user %2$d of '%1$s' cannot log in"),
            new Check(
                    visit -> !visit.app().standing().paid(),
                    "PAYMENT_REQUIRED",
                    "the paid period of application '%s' is over"));

    private static final List<Check> TO_PAGE = List.of(
            new Check(
                    visit -> !visit.app().installed() && !visit.person().admin(),
                    "NOT_INSTALLED",
                    "application '%s' is not fully installed: an administrator has to finish that"),
            new Check(visit -> page(visit.app()).isEmpty(), "NO_PAGE", "application '%s' has no page"));

    private final World world;

    /** Openings of a world's applications. */
    public Openings(World world) {
        this.world = world;
    }

    /** Why a person gets no tokens, if so; in the portal's order. */
    public Optional<Obstacle> toTokens(Visit visit) {
        return first(TO_TOKENS, visit);
    }

    /** Why a person does not get to see the page, if so; in the portal's order. */
    public Optional<Obstacle> toPage(Visit visit) {
        return toTokens(visit).or(() -> first(TO_PAGE, visit));
    }

    /**
     * The page for a person whom nothing keeps out: the installer's page until installation is finished.
     *
     * @param options {@code PLACEMENT_OPTIONS}: what else stood in the address of the portal's own page
     */
    public Opening open(Visit visit, Map<String, String> options) {
        var app = visit.app();
        var token = world.tokens()
                .issue(visit.portal(), app.clientId(), visit.person().id());
        var page = page(app).orElseThrow();
        return Opening.of(visit.portal(), app, token, page, world.chance().secret(), options);
    }

    /** The page that shows now. */
    public static Optional<String> page(Installation app) {
        var card = app.card();
        return app.installed() ? card.url() : card.installUrl().or(card::url);
    }

    private static Optional<Obstacle> first(List<Check> checks, Visit visit) {
        return checks.stream()
                .filter(check -> check.fails().test(visit))
                .findFirst()
                .map(check -> check.obstacle(visit));
    }
}

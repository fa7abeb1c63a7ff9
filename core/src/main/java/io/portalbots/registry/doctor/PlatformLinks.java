package io.portalbots.registry.doctor;

import static io.portalbots.registry.doctor.Case.broken;
import static io.portalbots.registry.doctor.Case.ok;
import static io.portalbots.registry.doctor.Case.unknown;

import io.portalbots.plan.Registration;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet.Failure;
import io.portalbots.plugin.Standing;
import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.registry.doctor.Diagnosis.Link;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Offer;
import io.portalbots.tenant.MissingScopes.Missing;
import io.portalbots.tenant.TenantState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether we would have the app on the portal at all. */
final class PlatformLinks {

    private static final String SCOPE = "imbot";
    private static final String NOT_GRANTED = "insufficient_scope";
    private static final String GIVE_SCOPE =
            "Give the application the scope imbot in Bitrix24, and have the portal's administrator install it again.";

    private PlatformLinks() {}

    static Finding plugin(Case known) {
        var id = known.complaint().plugin();
        var loaded = known.plugins().find(id);
        var refused = refused(known, Optional.of(id));
        if (loaded.isPresent()) {
            var said = loaded.get() + " from " + loaded.get().file();
            var standing = loaded.get().calls().standing();
            if (!standing.called()) {
                return broken(Link.PLUGIN, said + " is " + standing, remedy(standing, loaded.get()));
            }
            return refused.isEmpty()
                    ? ok(Link.PLUGIN, said)
                    : ok(Link.PLUGIN, said + "; another jar of it is refused: " + all(refused), "Replace that jar.");
        }
        if (!refused.isEmpty()) {
            return broken(
                    Link.PLUGIN,
                    "its jar is refused: " + all(refused),
                    "Put a jar that is right in the place of " + refused.get(0).file()
                            + "; it is taken within seconds.");
        }
        return notThere(known, id);
    }

    private static String remedy(Standing standing, Plugin plugin) {
        return standing.state() == Standing.State.DISABLED
                ? "Put a jar that is right in the place of " + plugin.file()
                        + "; what it has on portals stays until then."
                : "Wait: it is tried again by itself, and what it has on portals stays. If it goes on so, replace "
                        + plugin.file() + ".";
    }

    private static Finding notThere(Case known, String id) {
        var nameless = refused(known, Optional.empty());
        var said = "no jar in the folder of plugins is '" + id + "'; loaded: "
                + known.plugins().plugins().stream().map(Plugin::id).collect(Collectors.joining(", "));
        return nameless.isEmpty()
                ? broken(
                        Link.PLUGIN,
                        said,
                        "Copy the jar of " + id + " into the folder of plugins, or name another app.")
                : broken(
                        Link.PLUGIN,
                        said + "; refused, and nobody can say whose they are: " + all(nameless),
                        "Put a jar that is right in the place of "
                                + nameless.get(0).file() + "; it is taken within seconds.");
    }

    private static List<Failure> refused(Case known, Optional<String> plugin) {
        return known.plugins().failures().stream()
                .filter(failure -> failure.plugin().equals(plugin))
                .toList();
    }

    private static String all(List<Failure> failures) {
        return failures.stream().map(Failure::toString).collect(Collectors.joining("; "));
    }

    static Finding permission(Case known) {
        var application = known.tenant().id().application();
        if (!known.brought()) {
            return broken(
                    Link.PERMISSION,
                    "the application '" + application + "' does not bring it",
                    "Add " + known.complaint().plugin() + " to plugins of the application '" + application
                            + "' in the configuration, and start the platform again.");
        }
        var brings = "the application '" + application + "' brings it";
        return known.seen()
                .scopes()
                .map(scopes -> scopes.contains(SCOPE)
                        ? withScopes(known, scopes, brings + ", and the portal grants it " + SCOPE)
                        : broken(Link.PERMISSION, "the portal grants " + scopes + " and not " + SCOPE, GIVE_SCOPE))
                .orElseGet(() -> remembered(known, brings));
    }

    /** An app is seen without them, but what its plugin asks the portal for is refused. */
    private static Finding withScopes(Case known, Set<String> granted, String said) {
        var missing = known.missing().stream()
                .filter(one -> !granted.contains(one.scope()))
                .toList();
        if (missing.isEmpty()) {
            return ok(Link.PERMISSION, said);
        }
        var refused = missing.stream()
                .map(one -> one.scope() + " (" + one.method() + " was refused at " + Case.at(one.at()) + ")")
                .collect(Collectors.joining(", "));
        var scopes = missing.stream().map(Missing::scope).collect(Collectors.joining(", "));
        return ok(
                Link.PERMISSION,
                said + "; but the plugin lacks the scope " + refused,
                "Give the application the scope " + scopes
                        + " in Bitrix24, and have the portal's administrator install it again.");
    }

    /** What is known of the scope from before. */
    private static Finding remembered(Case known, String brings) {
        if (known.stands().lines().values().stream()
                .anyMatch(line -> line.registration().id().isPresent())) {
            return withScopes(known, Set.of(), brings + ", and the portal took things of ours");
        }
        var refused = known.exchanges().stream().anyMatch(one -> one.answer().contains(NOT_GRANTED))
                || known.bot()
                        .flatMap(known::line)
                        .flatMap(line -> line.registration().refusal())
                        .map(Registration.Refusal::error)
                        .filter(NOT_GRANTED::equals)
                        .isPresent();
        return refused
                ? broken(Link.PERMISSION, "the portal answered " + NOT_GRANTED, GIVE_SCOPE)
                : unknown(Link.PERMISSION, brings + ", and nobody knows what the portal grants it", "");
    }

    static Finding tenant(Case known) {
        var tenant = known.tenant();
        var state = tenant.state();
        var said = state.word() + " since " + Case.at(tenant.since());
        return state instanceof TenantState.Active
                ? ok(Link.TENANT, said)
                : broken(
                        Link.TENANT,
                        said + ": " + state.reason(),
                        remedy(state, tenant.id().toString()));
    }

    private static String remedy(TenantState state, String id) {
        var resume = "'portalbots tenant resume " + id + "'";
        return switch (state) {
            case TenantState.Active active -> "";
            case TenantState.Unverified unverified ->
                "Wait: its authorization server is asked within the hour; else have it installed again.";
            case TenantState.AuthLost lost ->
                "Have an administrator of the portal open the application's page there; an event of the portal heals it too.";
            case TenantState.Suspended suspended ->
                switch (suspended.cause()) {
                    case OPERATOR -> resume + " serves it again.";
                    case PAYMENT -> "Once the portal's subscription is paid, " + resume + " tries it at once.";
                    case PLAN ->
                        "Once the portal's plan has REST and the application is on there, " + resume
                                + " tries it at once.";
                    case OVERLOAD -> "Wait until the portal lets us in again, or try with " + resume + ".";
                };
            case TenantState.Unreachable silent ->
                "See that the portal can be reached from here, then " + resume + " tries it at once.";
            case TenantState.Removed removed -> "Have an administrator of the portal install the application again.";
        };
    }

    static Finding settings(Case known) {
        var code = known.complaint().code();
        if (known.plugins().find(known.complaint().plugin()).isEmpty()) {
            return unknown(Link.SETTINGS, "nobody knows what a plugin offers that is not loaded", "");
        }
        if (known.offer().isEmpty()) {
            return broken(
                    Link.SETTINGS,
                    "the plugin does not say what it offers here: it fails, or takes too long",
                    "Look in the log for 'plugin does not say what it offers', and replace the jar by one that says.");
        }
        if (known.wish().isEmpty()) {
            return notOffered(known, known.offer().get());
        }
        return known.switchedOff()
                ? broken(
                        Link.SETTINGS,
                        "the portal's administrator switched it off",
                        "Have the administrator switch " + code + " on, on the application's page in the portal.")
                : ok(Link.SETTINGS, "the plugin offers it, and the administrator wants it");
    }

    private static Finding notOffered(Case known, Offer offer) {
        var complaint = known.complaint();
        if (offer.missing().isEmpty()) {
            return broken(
                    Link.SETTINGS,
                    "the plugin does not offer '" + complaint.code() + "' here, only: "
                            + offer.apps().stream().map(ChatApp::code).collect(Collectors.joining(", ")),
                    "Name one of those, or ask the plugin's author what it takes to have this one.");
        }
        var keys = offer.missing().stream().map(Offer.Missing::setting).toList();
        return broken(
                Link.SETTINGS,
                "not set: "
                        + offer.missing().stream()
                                .map(missing ->
                                        missing.setting() + " (" + missing.why().get("en") + ")")
                                .collect(Collectors.joining(", ")),
                "'portalbots settings set " + known.tenant().id() + " " + complaint.plugin() + " \"" + keys.get(0)
                        + "=VALUE\"' sets it, as the administrator can on the application's page.");
    }
}

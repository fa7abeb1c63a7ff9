package io.portalbots.registry.doctor;

import io.portalbots.plan.Key;
import io.portalbots.plan.Step;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.Brakes;
import io.portalbots.registry.HeldBack;
import io.portalbots.registry.Plans;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.registry.Stands;
import io.portalbots.registry.Wishing;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.MissingScopes;
import io.portalbots.tenant.MissingScopes.Missing;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says why people do not see an app. It gathers what is known, asks the portal once, and goes along the links; it
 * writes nothing and changes nothing. The portal is asked with the tenant's tokens, which are refreshed if their hour is over.
 */
public final class Doctor {

    private static final int EXCHANGES = 300;

    private static final List<Function<Case, Diagnosis.Finding>> LINKS = List.of(
            PlatformLinks::plugin,
            PlatformLinks::permission,
            PlatformLinks::tenant,
            PlatformLinks::settings,
            LedgerLinks::plan,
            LedgerLinks::answer,
            LedgerLinks::brakes,
            PeopleLinks::visibility,
            PeopleLinks::installation,
            PeopleLinks::audience,
            PeopleLinks::messenger);

    private final Sources sources;
    private final Meanings meanings;
    private final Clock clock;

    /** Where the doctor looks. */
    public record Sources(
            Supplier<PluginSet> plugins,
            Wishing wishing,
            AppSwitches switches,
            Plans plans,
            RegistrationStore ledger,
            Function<TenantId, Optional<ReconcileQueue.Standing>> queue,
            Exchanges exchanges,
            HeldBack held,
            PortalLook portal,
            MissingScopes scopes) {}

    public Doctor(Sources sources, Meanings meanings, Clock clock) {
        this.sources = sources;
        this.meanings = meanings;
        this.clock = clock;
    }

    /** What keeps the app of a complaint from people of a tenant's portal. Blocks. */
    public Diagnosis of(Tenant tenant, Complaint complaint) {
        var known = known(tenant, complaint);
        return new Diagnosis(LINKS.stream().map(link -> link.apply(known)).toList());
    }

    private Case known(Tenant tenant, Complaint complaint) {
        var set = sources.plugins().get();
        var plugin = set.find(complaint.plugin());
        var offer = plugin.flatMap(loaded -> sources.wishing().offer(tenant, loaded));
        var app = offer.stream()
                .flatMap(offered -> offered.apps().stream())
                .filter(one -> one.code().equals(complaint.code()))
                .findFirst();
        return new Case(
                tenant,
                complaint,
                set,
                sources.wishing().brings(tenant, complaint.plugin()),
                offer,
                app.map(one -> sources.wishing().listing(tenant, plugin.orElseThrow(), one)),
                sources.switches().disabled(tenant.id(), complaint.plugin()).contains(complaint.code()),
                Stands.of(sources.ledger().lines(tenant)),
                steps(tenant, complaint),
                sources.queue().apply(tenant.id()),
                sources.exchanges().last(tenant.id(), EXCHANGES),
                sources.held().of(tenant.id(), complaint.plugin()),
                look(tenant, complaint),
                scopes(tenant, complaint),
                meanings,
                clock.instant());
    }

    /** What is planned for the app, and for bots, without which it cannot be. */
    private List<Step> steps(Tenant tenant, Complaint complaint) {
        return sources.plans().of(tenant, Brakes.NONE).steps().stream()
                .filter(step -> Stream.of(complaint.plugin(), Key.SHARED)
                        .anyMatch(plugin -> step.key().plugin().equals(plugin)))
                .toList();
    }

    private List<Missing> scopes(Tenant tenant, Complaint complaint) {
        return sources.scopes().of(tenant).stream()
                .filter(missing -> missing.plugin().equals(complaint.plugin()))
                .toList();
    }

    private PortalLook.Seen look(Tenant tenant, Complaint complaint) {
        return tenant.active()
                ? sources.portal().at(tenant, complaint)
                : PortalLook.Seen.nothing("the tenant is " + tenant.state().word() + " and is not called");
    }
}

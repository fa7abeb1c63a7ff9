package io.portalbots.web;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.ReconcileQueue.Standing;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.spi.Setting;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuditTrail;
import io.portalbots.tenant.Chain;
import io.portalbots.tenant.ChainStore;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that an operator may know of a tenant, in JSON; times as in {@code 2026-01-31T12:00:00Z}. No token is among it. */
public final class TenantView {

    private static final int LINES = 20;
    private static final int EXCHANGES = 200;

    private final Map<String, Application> applications;
    private final Supplier<PluginSet> plugins;
    private final ChainStore chains;
    private final RegistrationStore ledger;
    private final ReconcileQueue queue;
    private final SettingStore settings;
    private final AuditTrail trail;
    private final Exchanges exchanges;
    private final Clock clock;

    public TenantView(
            Map<String, Application> applications,
            Supplier<PluginSet> plugins,
            ChainStore chains,
            RegistrationStore ledger,
            ReconcileQueue queue,
            SettingStore settings,
            AuditTrail trail,
            Exchanges exchanges,
            Clock clock) {
        this.applications = Map.copyOf(applications);
        this.plugins = plugins;
        this.chains = chains;
        this.ledger = ledger;
        this.queue = queue;
        this.settings = settings;
        this.trail = trail;
        this.exchanges = exchanges;
        this.clock = clock;
    }

    /** A tenant in a list. */
    static JsonObject line(Tenant tenant) {
        var cause = tenant.state() instanceof TenantState.Suspended suspended
                ? suspended.cause().name().toLowerCase(Locale.ROOT)
                : "";
        return new JsonObject()
                .put("id", tenant.id().toString())
                .put("domain", tenant.domain())
                .put("state", tenant.state().word())
                .put("cause", cause)
                .put("reason", tenant.state().reason())
                .put("since", tenant.since().toString())
                .put("generation", tenant.generation())
                .put("began", tenant.began().toString())
                .put("language", tenant.language());
    }

    /** A tenant, with what it has and what happened to it. */
    JsonObject whole(Tenant tenant) {
        return line(tenant)
                .put("due", queue.standing(tenant.id()).map(this::due).orElseGet(JsonObject::new))
                .put("chains", array(chains.chains(tenant).stream().map(this::chain)))
                .put("apps", array(apps(tenant).map(TenantView::app)))
                .put("missing", array(missing(tenant)))
                .put(
                        "securityLog",
                        array(trail.last(tenant.id(), LINES).stream().map(TenantView::entry)))
                .put(
                        "exchanges",
                        array(exchanges.last(tenant.id(), EXCHANGES).stream().map(TenantView::exchange)));
    }

    private static JsonArray array(Stream<JsonObject> objects) {
        return new JsonArray(objects.toList());
    }

    private JsonObject due(Standing standing) {
        return new JsonObject()
                .put(
                        "since",
                        standing.waited()
                                .map(waited -> clock.instant().minus(waited).toString())
                                .orElse(""))
                .put("holder", standing.holder().orElse(""))
                .put("failed", standing.attempt())
                .put("reason", standing.reason().orElse(""));
    }

    private JsonObject chain(Chain chain) {
        return new JsonObject()
                .put("holder", chain.holder())
                .put("role", chain.role().name().toLowerCase(Locale.ROOT))
                .put("freshUntil", clock.instant().plus(chain.left()).toString())
                .put("refreshed", clock.instant().minus(chain.idle()).toString())
                .put("pairs", chain.version())
                .put("retired", chain.retired().orElse(""));
    }

    private Stream<Registration> apps(Tenant tenant) {
        return ledger.registrations(tenant).stream()
                .filter(line -> Key.APP.equals(line.key().surface()));
    }

    private static JsonObject app(Registration line) {
        var answer =
                line.refusal().map(Registration.Refusal::error).orElse(line.id().isPresent() ? "taken" : "unknown");
        var json = new JsonObject()
                .put("app", line.key().plugin() + "." + line.key().code())
                .put("answer", answer);
        line.id().ifPresent(id -> json.put("number", id));
        line.doubt().ifPresent(doubt -> json.put("doubt", doubt));
        line.retirement().ifPresent(kept -> json.put("keptUntil", kept.until().toString()));
        return json;
    }

    private Stream<JsonObject> missing(Tenant tenant) {
        return plugins.get().plugins().stream()
                .filter(plugin -> brings(tenant, plugin))
                .flatMap(plugin -> missing(tenant, plugin).stream()
                        .map(key -> new JsonObject().put("plugin", plugin.id()).put("key", key)));
    }

    private boolean brings(Tenant tenant, Plugin plugin) {
        return Optional.ofNullable(applications.get(tenant.id().application()))
                .filter(application -> application.brings(plugin.id()))
                .isPresent();
    }

    private List<String> missing(Tenant tenant, Plugin plugin) {
        var set = settings.settings(tenant.id(), plugin.id()).keySet();
        return plugin.settings().stream()
                .map(Setting::key)
                .filter(key -> !set.contains(key))
                .toList();
    }

    private static JsonObject entry(AuditTrail.Entry entry) {
        return new JsonObject()
                .put("at", entry.at().toString())
                .put("what", entry.line().kind().word())
                .put("who", entry.line().who())
                .put("said", entry.line().said());
    }

    private static JsonObject exchange(Exchange exchange) {
        return new JsonObject()
                .put("at", exchange.at().toString())
                .put("method", exchange.method())
                .put("cause", exchange.cause())
                .put("parameters", new JsonObject(Map.copyOf(exchange.parameters())))
                .put("answer", exchange.answer())
                .put("milliseconds", exchange.took().toMillis());
    }
}

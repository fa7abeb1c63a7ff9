package io.portalbots.registry;

import io.portalbots.plan.Registration;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.registry.PluginReport.App;
import io.portalbots.registry.PluginReport.State;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.Offer;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.MissingScopes;
import io.portalbots.tenant.MissingScopes.Missing;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how the plugins of one portal stand: what they offer, what the administrator chose, what the portal answered. */
public final class Overview {

    private static final String TITLE = "title.";

    private final Wishing wishing;
    private final Supplier<PluginSet> plugins;
    private final SettingStore settings;
    private final AppSwitches switches;
    private final RegistrationStore ledger;
    private final MissingScopes scopes;

    public Overview(
            Wishing wishing,
            Supplier<PluginSet> plugins,
            SettingStore settings,
            AppSwitches switches,
            RegistrationStore ledger,
            MissingScopes scopes) {
        this.wishing = wishing;
        this.plugins = plugins;
        this.settings = settings;
        this.switches = switches;
        this.ledger = ledger;
        this.scopes = scopes;
    }

    /** The plugins that the tenant's application brings, and those that still have something there; by id. */
    public List<PluginReport> of(Tenant tenant) {
        var set = plugins.get();
        var stands = stands(tenant);
        return ids(tenant, set, stands).stream()
                .map(id -> new Look(tenant, set, stands, id).report())
                .toList();
    }

    /** One of them. */
    public Optional<PluginReport> of(Tenant tenant, String plugin) {
        var set = plugins.get();
        var stands = stands(tenant);
        return ids(tenant, set, stands).contains(plugin)
                ? Optional.of(new Look(tenant, set, stands, plugin).report())
                : Optional.empty();
    }

    private Stands stands(Tenant tenant) {
        return Stands.of(ledger.lines(tenant));
    }

    private Set<String> ids(Tenant tenant, PluginSet set, Stands stands) {
        var brought = Stream.concat(
                        set.loaded().keySet().stream(),
                        set.failures().stream().flatMap(failure -> failure.plugin().stream()))
                .filter(plugin -> wishing.brings(tenant, plugin));
        return Stream.concat(brought, stands.plugins()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A look at one plugin. */
    private final class Look {

        private final Tenant tenant;
        private final Stands stands;
        private final String id;
        private final Optional<Plugin> plugin;
        private final Optional<Offer> offer;
        private final State state;

        Look(Tenant tenant, PluginSet set, Stands stands, String id) {
            this.tenant = tenant;
            this.stands = stands;
            this.id = id;
            this.plugin = set.find(id).filter(loaded -> wishing.brings(tenant, id));
            this.offer = plugin.flatMap(loaded -> wishing.offer(tenant, loaded));
            this.state = state(set);
        }

        private State state(PluginSet set) {
            if (offer.isPresent()) {
                return State.LOADED;
            }
            var failed = plugin.isPresent() || set.undecided(List.of(id)).contains(id);
            return failed && wishing.brings(tenant, id) ? State.FAILED : State.NOT_BROUGHT;
        }

        PluginReport report() {
            var disabled = switches.disabled(tenant.id(), id);
            var apps = new TreeMap<String, App>();
            stands.apps(id).forEach(line -> {
                var code = line.key().code();
                apps.put(code, former(line, !disabled.contains(code)));
            });
            offer.ifPresent(present ->
                    present.apps().forEach(app -> apps.put(app.code(), offered(app, !disabled.contains(app.code())))));
            return new PluginReport(
                    id,
                    state,
                    plugin,
                    settings.settings(tenant.id(), id),
                    List.copyOf(apps.values()),
                    offer.map(Offer::missing).orElse(List.of()),
                    scopes.of(tenant).stream()
                            .filter(missing -> missing.plugin().equals(id))
                            .map(Missing::scope)
                            .toList());
        }

        private App former(Registration line, boolean wanted) {
            var titles = line.fields().entrySet().stream()
                    .filter(field -> field.getKey().startsWith(TITLE))
                    .collect(Collectors.toMap(field -> field.getKey().substring(TITLE.length()), Map.Entry::getValue));
            var stand = state == State.FAILED ? stands.kept(line.key()) : stands.unwished(line.key());
            return new App(line.key().code(), Optional.empty(), titles, wanted, stand);
        }

        private App offered(ChatApp app, boolean wanted) {
            var titles = app.labels().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, label -> label.getValue().title()));
            var listing = wishing.listing(tenant, plugin.orElseThrow(), app);
            var stand = wanted ? stands.wished(listing) : stands.unwished(listing.key());
            return new App(app.code(), Optional.of(app), titles, wanted, stand);
        }
    }
}

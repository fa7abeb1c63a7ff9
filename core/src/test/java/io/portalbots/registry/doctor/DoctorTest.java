package io.portalbots.registry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.registry.HeldBack;
import io.portalbots.registry.MemoryLedger;
import io.portalbots.registry.Plans;
import io.portalbots.registry.ReconcileQueue;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.ScriptedPortal;
import io.portalbots.registry.Wishing;
import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.registry.doctor.Diagnosis.Link;
import io.portalbots.registry.doctor.Diagnosis.State;
import io.portalbots.registry.doctor.Meanings.Meaning;
import io.portalbots.registry.doctor.PortalLook.Room;
import io.portalbots.registry.doctor.PortalLook.Seen;
import io.portalbots.spi.Audience;
import io.portalbots.spi.Audience.Context;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Label;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.MemoryScopes;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemorySwitches;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no sandbox shows: holds, portals that say little, and every kind of dialog. */
class DoctorTest {

    private static final Tenant ACME = MemoryTenants.acme(1);
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Wishing.Naming NAMING =
            new Wishing.Naming("https://bots.test", "pb_", new BotProfile("Apps", "", BotProfile.Color.AZURE));

    private final MemoryLedger ledger = new MemoryLedger();
    private Audience audience = Audience.everywhere();
    private HeldBack held = HeldBack.NOTHING;
    private Seen seen = Seen.nothing("nobody is there");
    private final MemoryScopes scopes = new MemoryScopes();
    private Optional<ReconcileQueue.Standing> standing = Optional.empty();
    private List<Exchange> exchanges = List.of();

    @Test
    void blamesTheBrakesForWhatTheyHoldAndNotThePlan() {
        held = (tenant, plugin) -> Optional.of(new HeldBack.Reason(7, NOW, "too many tenants"));

        var diagnosis = diagnosis("");

        assertThat(diagnosis.broken()).map(Finding::link).contains(Link.BRAKES);
        assertThat(diagnosis.broken())
                .map(Finding::advice)
                .hasValueSatisfying(advice -> assertThat(advice).contains("'portalbots holds approve 7'"));
        assertThat(finding("", Link.PLAN).said()).contains("once it is not held any more");
    }

    @Test
    void doesNotBlameTheBrakesForWhatThePortalHas() {
        held = (tenant, plugin) -> Optional.of(new HeldBack.Reason(7, NOW, "too many removals"));
        ledger.write(new Claim(ACME.id(), 1, 1, 0), ACME, List.of(new Entry.Save(taken())));

        assertThat(diagnosis("").broken()).isEmpty();
        assertThat(finding("", Link.BRAKES).said()).contains("too many removals; what the portal has of it stays");
    }

    @Test
    void saysWhoIsAtItAndSinceWhenItWaits() {
        standing = Optional.of(new ReconcileQueue.Standing(
                Optional.of(Duration.ofMinutes(2)), Optional.of("pid 12"), 0, Optional.empty()));

        var plan = finding("", Link.PLAN);

        assertThat(plan.state()).isEqualTo(State.BROKEN);
        assertThat(plan.said()).contains("due since 2026-11-29T11:58:00Z, claimed by pid 12");
        assertThat(plan.advice()).contains("somebody is at it");
    }

    @Test
    void remembersAnOldRefusalOfTheScopeWhereThePortalIsSilent() {
        assertThat(finding("", Link.PERMISSION).state()).isEqualTo(State.UNKNOWN);

        exchanges = List.of(exchange(Map.of("c0", "imbot.register CODE=portalbots_tools"), "c0 insufficient_scope"));

        assertThat(finding("", Link.PERMISSION).state()).isEqualTo(State.BROKEN);
    }

    @Test
    void tellsWhichScopesThePluginLacksUnlessThePortalGrantsThemByNow() {
        scopes.refused(ACME, "tools", "user", "user.get");
        scopes.refused(ACME, "other", "crm", "crm.lead.get");
        seen = seen(Optional.empty(), Optional.empty());

        var finding = finding("", Link.PERMISSION);

        assertThat(finding.state()).isEqualTo(State.OK);
        assertThat(finding.said()).endsWith("lacks the scope user (user.get was refused at 1970-01-01T00:00:00Z)");
        assertThat(finding.advice()).startsWith("Give the application the scope user in Bitrix24");
        seen = new Seen(
                Optional.empty(),
                Optional.of(true),
                Optional.of(Set.of("imbot", "user")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(finding("", Link.PERMISSION).advice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            imbot.app.register CODE=tools.app         | ok                       | answered ok
            imbot.app.register CODE=tools.app~2 X=(9) | 3 ok, c1 PARAMS_ERROR    | answered PARAMS_ERROR
            imbot.app.update CODE=tools.app           | 3 ok, c12 PARAMS_ERROR   | answered ok
            imbot.app.register CODE=tools.app         | none: acme is silent     | answered none: acme is silent
            imbot.app.register CODE=tools.apple       | ok                       | ''
            imbot.command.register CODE=tools.app     | ok                       | ''
            """)
    void findsTheLastAnswerAboutTheApp(String call, String answer, String told) {
        exchanges = List.of(exchange(Map.of("c0", "app.info", "c1", call), answer));

        assertThat(finding("", Link.ANSWER).said()).endsWith(told.isEmpty() ? "answered yet" : told);
    }

    @ParameterizedTest
    @CsvSource({
        "ALL,   5,       ,              OK",
        "USER,  5,       ,              OK",
        "USER,  chat4,   GROUP,         BROKEN",
        "CHAT,  chat4,   GROUP,         OK",
        "CHAT,  5,       ,              BROKEN",
        "CHAT,  chat4,   OPEN_CHANNEL,  UNKNOWN",
        "CHAT,  chat4,   ,              UNKNOWN",
        "BOT,   5,       ,              BROKEN",
        "LINES, chat4,   OPEN_CHANNEL,  OK",
        "CALL,  chat4,   GROUP,         BROKEN",
        "CALL,  chat4,   TELEPHONY,     OK"
    })
    void knowsWhichAppsAreForWhichDialogs(Context context, String dialog, Room room, State state) {
        audience = Audience.in(context);
        seen = seen(Optional.empty(), Optional.ofNullable(room));

        assertThat(finding(dialog, Link.AUDIENCE).state()).isEqualTo(state);
    }

    @Test
    void neverOffersAnEntryOfTheMenuToPeopleFromOutside() {
        audience = Audience.everywhere().extranet(true);
        seen = seen(Optional.of(true), Optional.empty());

        assertThat(finding("", Link.AUDIENCE).said()).contains("which people from outside the company never see");
    }

    private static Seen seen(Optional<Boolean> extranet, Optional<Room> room) {
        return new Seen(
                Optional.empty(), Optional.of(true), Optional.of(Set.of("imbot")), Optional.empty(), extranet, room);
    }

    private static Exchange exchange(Map<String, String> parameters, String answer) {
        return new Exchange(ACME.id(), NOW, "batch", "reconcile", parameters, answer, Duration.ZERO);
    }

    private Finding finding(String dialog, Link link) {
        return diagnosis(dialog).findings().stream()
                .filter(finding -> finding.link() == link)
                .findFirst()
                .orElseThrow();
    }

    private Diagnosis diagnosis(String dialog) {
        return doctor().of(ACME, Complaint.of("tools.app", "", dialog));
    }

    private Doctor doctor() {
        var plugins = TestPlugins.set(tools());
        var switches = new MemorySwitches();
        var wishing = new Wishing(
                Map.of("app", new Application("app", "local.app", Secret.of("s"), Application.Kind.LOCAL, Set.of())),
                () -> plugins,
                new Offers(TestPlugins.waiting()),
                new MemorySettings(),
                switches,
                () -> NAMING);
        var plans = new Plans(wishing, ledger, new ScriptedPortal().surfaces());
        var sources = new Doctor.Sources(
                () -> plugins,
                wishing,
                switches,
                plans,
                ledger,
                tenant -> standing,
                told(),
                (tenant, plugin) -> held.of(tenant, plugin),
                (tenant, complaint) -> seen,
                scopes);
        return new Doctor(sources, code -> new Meaning("", ""), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The app, as a portal has it. */
    private Registration taken() {
        var bot = new Key(Key.BOT, Key.SHARED, "bot");
        var app = new Content.App("tools.app", app(), Optional.empty());
        return Registration.of(new Listing(new Key(Key.APP, "tools", "app"), Optional.of(bot), app), 13);
    }

    private ChatApp app() {
        return new ChatApp("app", new ChatApp.Action.Send("/app"), audience, Map.of("en", new Label("App", "")));
    }

    private Plugin tools() {
        return TestPlugins.plugin("tools", new ChatPlugin() {
            @Override
            public Offer offer(PortalInfo portal) {
                return Offer.of(app());
            }
        });
    }

    private Exchanges told() {
        return new Exchanges() {
            @Override
            public void happened(Exchange exchange) {
                throw new IllegalStateException("the doctor writes nothing");
            }

            @Override
            public List<Exchange> last(TenantId tenant, int most) {
                return exchanges;
            }

            @Override
            public void forget(TenantId tenant) {
                throw new IllegalStateException("the doctor writes nothing");
            }
        };
    }
}

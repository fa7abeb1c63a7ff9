package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.Conversations.PortalNews;
import io.portalbots.chat.Directory;
import io.portalbots.chat.EventDesk;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Mute;
import io.portalbots.chat.TestHosts;
import io.portalbots.plugin.Eventually;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Message;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.store.Keys;
import io.portalbots.store.PgEventDesk;
import io.portalbots.store.PgEventLog;
import io.portalbots.store.PgInbox;
import io.portalbots.store.PgOutbox;
import io.portalbots.store.PgTenantStore;
import io.portalbots.store.TestDatabase;
import io.portalbots.store.TestEvents;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantState.News;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events, over a real database. The plugin does what the message tells it. */
class HandlingTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static final Keys KEYS = TestDatabase.keys();
    private static final TenantId ACME = new TenantId("test", "a".repeat(32));

    private final PgTenantStore tenants = new PgTenantStore(POOL, KEYS, line -> {});
    private final PgInbox inbox = new PgInbox(POOL, "here");
    private final EventLog log = new PgEventLog(POOL, "here", new ChatMetrics(new SimpleMeterRegistry()));
    private final EventDesk desk = new PgEventDesk(POOL);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> posted = new ArrayList<>();
    private final List<Boolean> uninstalled = new ArrayList<>();
    private final Handling handling = handling(TestPlugins.plugin("echo", new Obedient()));

    @BeforeEach
    void install() {
        POOL.query("delete from event; delete from tenant").execute().await();
        new TestTenants(POOL, KEYS).install(ACME, "acme", Duration.ofHours(1));
    }

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void handlesWhatCanBeHandled() {
        handling.accept(keep(message("hello")));

        assertThat(posted).containsExactly("17: heard hello");
        assertThat(line().state()).isEqualTo("handled");
        assertThat(line().said()).isEqualTo("done");
    }

    @Test
    void triesAgainWhatMayPassThenParksItAndApologisesOnce() {
        handling.accept(keep(message("fail")));
        assertThat(line().state()).isEqualTo("waiting");
        assertThat(line().said()).contains("plugin echo failed");

        again();
        again();
        assertThat(posted).isEmpty();
        again();

        assertThat(line().state()).isEqualTo("parked");
        assertThat(line().said()).contains("plugin echo failed");
        assertThat(posted).containsExactly("17: Sorry, this did not work. Please try again later.");
        assertThat(inbox.claim(10, 10, Set.of())).isEmpty();

        desk.replay(line().id());
        for (var attempt = 0; attempt < 4; attempt++) {
            again();
        }
        assertThat(line().state()).isEqualTo("parked");
        assertThat(posted).hasSize(1);
        assertThat(counted("parked")).isEqualTo(2);
    }

    @Test
    void postsNothingTwiceWhenAPluginFailsAfterItSpoke() {
        handling.accept(keep(message("speak and fail")));

        again();

        assertThat(posted).containsExactly("17: first");
    }

    @Test
    void usesUpNoAttemptWhileThePluginIsNotCalledAndKeepsTheOrderOfItsDialog() {
        var resting = handling(TestPlugins.resting("echo", new Obedient(), Duration.ofMillis(500)));
        Stream.of("1", "2").map(text -> keep(message(text, text))).forEach(resting);
        assertThat(desk.list(Optional.of(ACME), false, 10)).hasSize(2).allSatisfy(line -> {
            assertThat(line.state()).isEqualTo("waiting");
            assertThat(line.attempt()).isZero();
            assertThat(line.said())
                    .isIn(
                            "plugin echo is not called for a while: a test says so",
                            "an earlier event of its dialog is left for later");
        });
        assertThat(inbox.claim(10, 10, Set.of())).as("due after the rest").isEmpty();

        Eventually.holds(() -> {
            inbox.claim(10, 10, Set.of()).reversed().forEach(resting); // which another process may bring about
            assertThat(posted).hasSize(2);
        });
        assertThat(posted).containsExactly("17: heard 1", "17: heard 2");
        assertThat(counted("postponed")).isGreaterThanOrEqualTo(2);
        assertThat(counted("retried")).isZero();
    }

    @Test
    void letsNothingWaitBehindWhatWasHandledElsewhere() {
        var resting = handling(TestPlugins.resting("echo", new Obedient(), Duration.ofHours(1)));
        resting.accept(keep(message("1", "1")));
        resting.accept(keep(message("2", "2")));
        inbox.claim(10, 10, Set.of());
        POOL.query("update event set handled_at = now() where message_id = 1")
                .execute()
                .await();

        again(resting);

        assertThat(line().said()).isEqualTo("plugin echo is not called for a while: a test says so");
    }

    @Test
    void parksWhatIsAnHourOldWhenItsPluginIsStillNotCalled() {
        var resting = handling(TestPlugins.resting("echo", new Obedient(), Duration.ofHours(1)));
        resting.accept(keep(message("hello")));
        for (var times = 0; times < 10; times++) {
            again(resting);
        }
        assertThat(line().state()).isEqualTo("waiting");

        POOL.query("update event set received_at = now() - interval '1 hour'")
                .execute()
                .await();
        for (var attempt = 0; attempt < 4; attempt++) {
            again(resting);
        }

        assertThat(line().state()).isEqualTo("parked");
        assertThat(line().said()).contains("plugin echo is not called for a while");
        assertThat(posted).containsExactly("17: Sorry, this did not work. Please try again later.");
    }

    @Test
    void leavesForLaterWhatIsForAPluginWhoseJarIsBrokenAndEndsWhatIsForNone() {
        handling(TestPlugins.broken("echo")).accept(keep(message("hello")));
        assertThat(line().state()).isEqualTo("waiting");
        assertThat(line().attempt()).isZero();
        assertThat(line().said()).isEqualTo("plugin echo is not loaded: its jar cannot be used");

        again(handling);
        assertThat(posted).containsExactly("17: heard hello");

        handling(PluginSet.empty()).accept(keep(message("hello again", "90211")));
        assertThat(line().said()).isEqualTo("done");
    }

    @Test
    void parksWhatIsForADisabledPluginAsIfItFailed() {
        var disabled = handling(TestPlugins.disabled("echo", new Obedient()));
        disabled.accept(keep(message("hello")));
        for (var attempt = 0; attempt < 3; attempt++) {
            again(disabled);
        }

        assertThat(line().state()).isEqualTo("parked");
        assertThat(line().said()).contains("disabled until its jar changes");
        assertThat(posted).hasSize(1);
    }

    @Test
    void parksAtOnceWhatThePortalWillNeverTake() {
        try (var log = Logs.of(Handling.class)) {
            handling.accept(keep(message("refuse")));

            assertThat(log.lines()).as("a bug of ours").noneMatch(line -> line.startsWith("ERROR"));
        }
        assertThat(line().state()).isEqualTo("parked");
        assertThat(line().said())
                .startsWith("plugin echo failed")
                .contains("the portal refused the message: MESSAGE_EMPTY");
    }

    @Test
    void parksAtOnceWhatCannotBeRead() {
        var fields = message("hello");
        fields.put("data[USER][ID]", "nobody");

        handling.accept(keep(fields));

        assertThat(line().state()).isEqualTo("parked");
        assertThat(line().said()).contains("data[USER][ID] is no number");
    }

    @Test
    void parksWhatEndsEveryProcessThatHandlesIt() {
        var event = keep(message("hello"));

        handling.accept(new Kept(
                event.tenant(),
                event.id(),
                event.fence(),
                4,
                event.name(),
                event.dialog(),
                event.messageId(),
                event.body(),
                event.came()));

        assertThat(line().state()).isEqualTo("parked");
        assertThat(line().said()).isEqualTo("its process ended each time it was handled");
    }

    @Test
    void keepsAndShowsWhatNobodyKnows() {
        handling.accept(keep(new TreeMap<>(Map.of("event", "ONKIWI"))));

        assertThat(line().name()).isEqualTo("ONKIWI");
        assertThat(line().said()).isEqualTo("nothing is done about it");
    }

    @Test
    void leavesWhatIsOfATenantThatIsNotServedUntilItIs() {
        var event = keep(message("hello"));
        var acme = tenants.find(ACME).orElseThrow();
        var barred = tenants.move(acme, new News.Barred(Cause.PAYMENT, "unpaid"));

        handling.accept(event);

        assertThat(line().state()).isEqualTo("waiting");
        assertThat(line().attempt()).isZero();
        assertThat(inbox.claim(10, 10, Set.of())).isEmpty();
        tenants.move(barred, new News.Answered());
        handling.accept(inbox.claim(10, 10, Set.of()).getFirst());
        assertThat(posted).containsExactly("17: heard hello");
    }

    @Test
    void removesATenantWithItsDataIfThePortalSaysSo() {
        handling.accept(keep(new TreeMap<>(Map.of("event", "ONAPPUNINSTALL", "data[CLEAN]", "1"))));

        assertThat(uninstalled).containsExactly(true);
    }

    private Kept keep(Map<String, String> fields) {
        var event = Intake.arrived(ACME, EventScan.of(DocumentedEvents.bytes(fields)));
        return TestEvents.claimed(log, event).orElseThrow();
    }

    private static Map<String, String> message(String text) {
        return message(text, "90210");
    }

    private static Map<String, String> message(String text, String number) {
        var fields = DocumentedEvents.messageAdded();
        fields.put("data[PARAMS][MESSAGE]", text);
        fields.put("data[PARAMS][MESSAGE_ID]", number);
        return fields;
    }

    private void again() {
        again(handling);
    }

    private void again(Handling with) {
        POOL.query("update event set claimed_until = now()").execute().await();
        inbox.claim(10, 10, Set.of()).forEach(with);
    }

    private EventDesk.Line line() {
        return desk.list(Optional.of(ACME), false, 10).getFirst();
    }

    private double counted(String outcome) {
        return meters.counter("portalbots.events", "event", "ONIMBOTMESSAGEADD", "outcome", outcome)
                .count();
    }

    private Handling handling(Plugin plugin) {
        return handling(TestPlugins.set(plugin));
    }

    private Handling handling(PluginSet plugins) {
        var metrics = new ChatMetrics(meters);
        var messenger = new Wall();
        var conversations = new Conversations(
                () -> plugins,
                new OneBot(),
                TestHosts.menu(plugins, new OneBot()),
                messenger,
                TestHosts.with(messenger, new OneBot()),
                new PgOutbox(POOL),
                TestPlugins.waiting(),
                metrics,
                new NoNews());
        return new Handling(tenants, inbox, new Counted(), conversations, metrics);
    }

    private static final class Obedient implements ChatPlugin {

        @Override
        public Optional<BotProfile> bot() {
            return Optional.of(new BotProfile("Echo", "", BotProfile.Color.RED));
        }

        @Override
        public Offer offer(PortalInfo portal) {
            return Offer.of();
        }

        @Override
        public void onMessage(Message message, Chat chat) {
            switch (message.text()) {
                case "fail" -> throw new IllegalStateException("told to");
                case "refuse" -> chat.say("");
                case "speak and fail" -> {
                    chat.say("first");
                    throw new IllegalStateException("told to");
                }
                default -> chat.say("heard " + message.text());
            }
        }
    }

    private final class Wall extends Mute {

        @Override
        public Posted post(Tenant tenant, Place place, Content content) {
            if (content.text().isEmpty()) {
                return new Posted.Refused("MESSAGE_EMPTY");
            }
            posted.add(place.dialogId() + ": " + content.text());
            return new Posted.There(OptionalLong.of(posted.size()));
        }

        @Override
        public void typing(Tenant tenant, Place place) {
            throw new PortalUnavailableException("silence");
        }
    }

    private final class Counted implements Installations {

        @Override
        public void announce(Claim claim, String source) {
            throw new AssertionError("nothing is announced here");
        }

        @Override
        public Outcome install(Claim claim, String source) {
            throw new AssertionError("no page is opened here");
        }

        @Override
        public boolean uninstall(Tenant tenant, boolean clean) {
            uninstalled.add(clean);
            return true;
        }
    }

    private static final class OneBot implements Directory {

        @Override
        public Optional<Long> botOf(Tenant tenant, String plugin) {
            return Optional.empty();
        }

        @Override
        public Optional<String> pluginOf(Tenant tenant, long bot) {
            return Optional.of("echo");
        }

        @Override
        public boolean ours(Tenant tenant, long bot) {
            return true;
        }

        @Override
        public Standing standing(Tenant tenant, String plugin, String code) {
            return Standing.GONE;
        }

        @Override
        public List<Entry> apps(Tenant tenant) {
            return List.of();
        }
    }

    private static final class NoNews implements PortalNews {

        @Override
        public void botDeleted(Tenant tenant, long bot) {}

        @Override
        public void updated(Tenant tenant) {}
    }
}

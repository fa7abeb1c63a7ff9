package io.portalbots.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.messenger.AppChange.Column;
import io.portalbots.sandbox.model.Addresses;
import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import io.portalbots.sandbox.model.PortalTraits.Mode;
import io.portalbots.sandbox.model.SandboxClock;
import io.portalbots.sandbox.model.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the list of an open messenger, whatever happens on the portal meanwhile. */
class SnapshotProperties {

    /** Something that happens to the n-th app, or time that passes. */
    record Step(Kind kind, int app, Set<Column> columns, int minutes) {}

    enum Kind {
        REGISTER,
        UPDATE,
        UNREGISTER,
        WAIT
    }

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final World world = new World(new Addresses(80), clock, new Chance(OptionalLong.of(7)));
    private final Sessions sessions = new Sessions(clock, world.chance());
    private final Pushes pushes = new Pushes(sessions);

    @Property(tries = 300)
    void afterAReloadItIsWhatAPageJustLoadedHas(@ForAll Mode mode, @ForAll("stories") List<Step> story) {
        var portal = portal(mode);
        var bob = portal.people().find(2).orElseThrow();
        var session = sessions.open(portal, bob);
        story.forEach(step -> happen(portal, step));

        sessions.reload(portal, bob, session);

        assertThat(session.snapshot()).isEqualTo(sessions.passing(portal, bob).snapshot());
        assertThat(sessions.isStale(portal, bob, session)).isFalse();
    }

    @Property(tries = 300)
    void afterAQuietHalfHourItIsTheSameAsAfterAReload(@ForAll Mode mode, @ForAll("stories") List<Step> story) {
        var portal = portal(mode);
        var bob = portal.people().find(2).orElseThrow();
        var name = sessions.open(portal, bob).id();
        story.forEach(step -> happen(portal, step));

        clock.advance(Duration.ofMinutes(26));

        assertThat(found(portal, bob, name).snapshot())
                .isEqualTo(sessions.passing(portal, bob).snapshot());
    }

    @Property(tries = 300)
    void itNeverHoldsWhatIsGone(@ForAll Mode mode, @ForAll("stories") List<Step> story) {
        var portal = portal(mode);
        var bob = portal.people().find(2).orElseThrow();
        var name = sessions.open(portal, bob).id();

        for (var step : story) {
            happen(portal, step);
            assertThat(found(portal, bob, name).snapshot().apps())
                    .allMatch(app -> portal.chatApps().find(app.id()).isPresent());
        }
    }

    /** Context, address and size are never older than the portal's: that is what pushes are for. */
    @Property(tries = 300)
    void itActsByWhatThePortalHas(@ForAll Mode mode, @ForAll("stories") List<Step> story) {
        var portal = portal(mode);
        var bob = portal.people().find(2).orElseThrow();
        var name = sessions.open(portal, bob).id();

        story.forEach(step -> happen(portal, step));

        for (var app : found(portal, bob, name).snapshot().apps()) {
            var now = portal.chatApps().find(app.id()).orElseThrow();
            assertThat(app.context()).isEqualTo(now.context());
            assertThat(app.action()).isEqualTo(now.action());
        }
    }

    private ClientSession found(Portal portal, Person person, String name) {
        return sessions.find(portal, person, name).orElseThrow();
    }

    private Portal portal(Mode mode) {
        clock.freeze(Optional.of(Instant.EPOCH));
        return world.create("p" + world.portals().size(), Viewing.traits(mode, Generation.OLD));
    }

    private void happen(Portal portal, Step step) {
        var apps = portal.chatApps().all();
        switch (step.kind()) {
            case REGISTER -> pushes.registered(portal, portal.chatApps().add(SnapshotProperties::app));
            case WAIT -> clock.advance(Duration.ofMinutes(step.minutes()));
            case UPDATE -> {
                if (!apps.isEmpty()) {
                    update(portal, apps.get(step.app() % apps.size()), step.columns(), step.minutes());
                }
            }
            case UNREGISTER -> {
                if (!apps.isEmpty()) {
                    var app = apps.get(step.app() % apps.size());
                    portal.chatApps().remove(app.id());
                    pushes.unregistered(portal, app);
                }
            }
        }
    }

    private void update(Portal portal, ChatApp before, Set<Column> columns, int salt) {
        var after = new ChatApp(
                before.id(),
                before.botId(),
                before.code(),
                before.clientId(),
                before.js(),
                columns.contains(Column.IFRAME)
                        ? new Action.Frame("https://f.test/" + salt + "?", 320, 250, false)
                        : before.frame(),
                columns.contains(Column.HASH) ? "hash" + salt : before.hash(),
                columns.contains(Column.CONTEXT) ? "c" + salt : before.context(),
                columns.contains(Column.HIDDEN) ? salt % 2 == 0 : before.hidden(),
                before.extranetSupport(),
                before.livechatSupport(),
                before.icon(),
                columns.contains(Column.LANG)
                        ? List.of(new ChatApp.Phrase("en", "Title " + salt, "", ""))
                        : before.lang());
        portal.chatApps().replace(after.id(), after);
        pushes.updated(portal, new AppChange(before, after, columns));
    }

    private static ChatApp app(int id) {
        return new ChatApp(
                id,
                5,
                "app" + id,
                "client",
                Optional.empty(),
                new Action.Frame("https://f.test/?", 320, 250, false),
                "hash",
                "all",
                false,
                false,
                false,
                Optional.empty(),
                List.of(Viewing.PHRASE));
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        var columns = Arbitraries.of(Column.CONTEXT, Column.HASH, Column.IFRAME, Column.HIDDEN, Column.LANG)
                .set()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 5),
                        columns,
                        Arbitraries.integers().between(1, 40))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }
}

package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.messenger.AppChange.Column;
import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The messengers people have open. Each goes by the list of chat apps it loaded: a registration reaches it when its page
 * is loaded anew or at the installation's periodic hit, 15 to 26 minutes later [seed]; a removal and some updates are
 * pushed to it at once [src: im/lib/app.php]. What makes the hit is unknown; here every portal has one delay of its own.
 */
public final class Sessions implements AppChanges {

    private static final Duration SOONEST = Duration.ofMinutes(15);
    private static final Duration LATEST = Duration.ofMinutes(26);
    private static final Set<Column> PUSHED = EnumSet.of(
            Column.CONTEXT, Column.IFRAME, Column.JS, Column.IFRAME_WIDTH, Column.IFRAME_HEIGHT, Column.IFRAME_POPUP);

    private final Clock clock;
    private final Chance chance;
    private final Map<Portal, PortalClients> portals = new HashMap<>();

    /** Sessions that live by {@code clock}. */
    public Sessions(Clock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** Somebody loads the messenger's page. */
    public ClientSession open(Portal portal, Person person) {
        return clients(portal).open(person, clock.instant());
    }

    /** A messenger just loaded, for one look or one click. */
    public ClientSession passing(Portal portal, Person person) {
        return clients(portal).unnoticed("", person, clock.instant());
    }

    /** The open messenger of that name, if it is that person's. */
    public Optional<ClientSession> find(Portal portal, Person person, String id) {
        catchUp(portal);
        return clients(portal).find(id).filter(session -> session.userId() == person.id());
    }

    /** All open messengers of a person. */
    public List<ClientSession> of(Portal portal, Person person) {
        catchUp(portal);
        return clients(portal).sessions().stream()
                .filter(session -> session.userId() == person.id())
                .toList();
    }

    /** The page is loaded anew. */
    public void reload(Portal portal, Person person, ClientSession session) {
        session.load(clients(portal).list().of(person), clock.instant());
    }

    /** A client that meets an APP_ID it does not know fetches its list anew [src: im/install/js/im/im.js]. */
    void refetch(Portal portal, Person person, ClientSession session) {
        session.fetch(clients(portal).list().of(person), clock.instant());
    }

    /** The page is closed. */
    public void close(Portal portal, ClientSession session) {
        clients(portal).close(session);
    }

    /** Whether a reload would bring another list. */
    public boolean isStale(Portal portal, Person person, ClientSession session) {
        return !session.snapshot().equals(clients(portal).list().of(person));
    }

    /** What the portal pushed after push number {@code after}; of many only the newest. */
    public List<Push> pushes(Portal portal, int after) {
        return clients(portal).pushes().stream()
                .filter(push -> push.id() > after)
                .toList();
    }

    /** The HASH an app had before its last. */
    Optional<String> oldHash(Portal portal, int appId) {
        return Optional.ofNullable(clients(portal).oldHashes().get(appId));
    }

    @Override
    public void registered(Portal portal, ChatApp app) {
        var clients = portals.get(portal);
        if (clients != null) {
            clients.catchUp(without(portal, app).toList(), clock.instant());
            clients.list().forget();
        }
    }

    @Override
    public void updated(Portal portal, AppChange change) {
        var clients = clients(portal);
        var before = change.before();
        clients.catchUp(with(portal, before), clock.instant());
        if (!before.hash().equals(change.after().hash())) {
            clients.oldHashes().put(before.id(), before.hash());
        }
        if (portal.traits().isReal()) {
            tellAsSeen(clients, change);
        } else if (isPushed(change)) {
            clients.update(change.after(), "", clock.instant());
        }
    }

    /** Phrases alone leave the list's cache as it is, and what is no news to clients makes them drop the icon [src]. */
    private void tellAsSeen(PortalClients clients, AppChange change) {
        if (change.columns().equals(Set.of(Column.LANG))) {
            clients.list().keepPhrases(change.before());
        } else {
            clients.list().forget();
        }
        var after = change.after();
        if (isPushed(change)) {
            clients.update(after, change.columns().contains(Column.HASH) ? after.hash() : "", clock.instant());
        } else if (!change.columns().isEmpty()) {
            clients.delete(after, clock.instant());
        }
    }

    @Override
    public void unregistered(Portal portal, ChatApp app) {
        var clients = clients(portal);
        clients.catchUp(with(portal, app), clock.instant());
        clients.list().forget();
        clients.oldHashes().remove(app.id());
        clients.delete(app, clock.instant());
    }

    private static boolean isPushed(AppChange change) {
        return change.columns().stream().anyMatch(PUSHED::contains);
    }

    private void catchUp(Portal portal) {
        clients(portal).catchUp(portal.chatApps().all(), clock.instant());
    }

    private PortalClients clients(Portal portal) {
        return portals.computeIfAbsent(portal, found -> new PortalClients(found, chance.between(SOONEST, LATEST)));
    }

    /** The apps of the portal as they were with {@code app}. */
    private static List<ChatApp> with(Portal portal, ChatApp app) {
        return Stream.concat(without(portal, app), Stream.of(app))
                .sorted(Comparator.comparingInt(ChatApp::id))
                .toList();
    }

    private static Stream<ChatApp> without(Portal portal, ChatApp app) {
        return portal.chatApps().all().stream().filter(other -> other.id() != app.id());
    }
}

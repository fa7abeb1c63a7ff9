package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messengers people have open. Each goes by the list of chat apps it loaded: a registration reaches it when its page
 * is loaded anew or at the installation's periodic hit, 15 to 26 minutes later [seed]. What makes that hit is unknown;
 * here every portal has one period of its own, counted from when a page was loaded.
 */
public final class Sessions {

    private static final Duration SOONEST = Duration.ofMinutes(15);
    private static final Duration LATEST = Duration.ofMinutes(26);

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
        return clients(portal).open(person);
    }

    /** A messenger just loaded, for one look or one click. */
    public ClientSession passing(Portal portal, Person person) {
        return clients(portal).passing(person);
    }

    /** The open messenger of that name, if it is that person's. */
    public Optional<ClientSession> find(Portal portal, Person person, String id) {
        return of(portal, person).stream()
                .filter(session -> session.id().equals(id))
                .findFirst();
    }

    /** All open messengers of a person, oldest first. */
    public List<ClientSession> of(Portal portal, Person person) {
        var clients = clients(portal);
        clients.catchUp(portal.chatApps().all());
        return clients.sessions().stream()
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

    /** The clients of a portal that had any, or told any. */
    Optional<PortalClients> known(Portal portal) {
        return Optional.ofNullable(portals.get(portal));
    }

    /** The clients of a portal. */
    PortalClients clients(Portal portal) {
        return portals.computeIfAbsent(
                portal, found -> new PortalClients(found, chance.between(SOONEST, LATEST), clock));
    }
}

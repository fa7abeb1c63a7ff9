package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The open messengers of one portal, and what the portal keeps because of them. Of many only the newest. */
final class PortalClients {

    private static final int MOST_SESSIONS = 1000;
    private static final int MOST_PUSHES = 1000;

    private final Portal portal;
    private final Duration period;
    private final Clock clock;
    private final AppList list;
    private final Map<String, ClientSession> sessions = new LinkedHashMap<>();
    private final Map<Integer, String> oldHashes = new HashMap<>();
    private final Deque<Push> pushes = new ArrayDeque<>();
    private int lastSession;
    private int lastPush;

    /** Clients whose list a hit renews every {@code period}. */
    PortalClients(Portal portal, Duration period, Clock clock) {
        this.portal = portal;
        this.period = period;
        this.clock = clock;
        this.list = new AppList(portal);
    }

    /** The list that a client gets which loads one now. */
    AppList list() {
        return list;
    }

    ClientSession open(Person person) {
        if (sessions.size() == MOST_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        var session = session("s" + ++lastSession, person);
        sessions.put(session.id(), session);
        return session;
    }

    /** A session that nobody finds again. */
    ClientSession passing(Person person) {
        return session("", person);
    }

    Collection<ClientSession> sessions() {
        return List.copyOf(sessions.values());
    }

    void close(ClientSession session) {
        sessions.remove(session.id());
    }

    /** Does what periodic hits have done until now, when the portal had {@code apps}. */
    void catchUp(List<ChatApp> apps) {
        var now = clock.instant();
        for (var session : sessions.values()) {
            if (session.isDue(now)) {
                portal.people().find(session.userId()).ifPresent(person -> session.hit(list.of(person, apps), now));
            }
        }
    }

    /** Keeps the HASH that an update replaces. */
    void remember(AppChange change) {
        var old = change.before().hash();
        if (!old.equals(change.after().hash())) {
            oldHashes.put(change.before().id(), old);
        }
    }

    void forget(ChatApp app) {
        oldHashes.remove(app.id());
    }

    /** The HASH an app had before its last. */
    Optional<String> oldHash(int appId) {
        return Optional.ofNullable(oldHashes.get(appId));
    }

    /** Tells that {@code app} is gone. */
    void delete(ChatApp app) {
        push("appDeleteIcon", Push.deleted(app), snapshot -> snapshot.without(app.id()));
    }

    /** Tells that {@code app} is another now, and lets its HASH slip out if it leaks. */
    void update(ChatApp app, boolean leaks) {
        push("appUpdateIcon", Push.updated(app, leaks ? app.hash() : ""), snapshot -> snapshot.with(app));
    }

    Collection<Push> pushes() {
        return List.copyOf(pushes);
    }

    private ClientSession session(String id, Person person) {
        return new ClientSession(id, person.id(), period, list.of(person), clock.instant());
    }

    private void push(String command, Map<String, Object> params, UnaryOperator<Snapshot> change) {
        if (pushes.size() == MOST_PUSHES) {
            pushes.removeFirst();
        }
        pushes.add(new Push(++lastPush, clock.instant(), command, params));
        sessions.values().forEach(session -> session.receive(change));
    }
}

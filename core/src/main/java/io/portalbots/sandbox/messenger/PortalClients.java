package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The open messengers of one portal, and what the portal keeps because of them. Holds the newest of each only. */
final class PortalClients {

    private static final int MOST_SESSIONS = 1000;
    private static final int MOST_PUSHES = 1000;

    private final Portal portal;
    private final Duration period;
    private final AppList list;
    private final Map<String, ClientSession> sessions = new LinkedHashMap<>();
    private final Map<Integer, String> oldHashes = new HashMap<>();
    private final Deque<Push> pushes = new ArrayDeque<>();
    private int lastSession;
    private int lastPush;

    /** Clients whose list a hit renews every {@code period}. */
    PortalClients(Portal portal, Duration period) {
        this.portal = portal;
        this.period = period;
        this.list = new AppList(portal);
    }

    AppList list() {
        return list;
    }

    Map<Integer, String> oldHashes() {
        return oldHashes;
    }

    ClientSession open(Person person, Instant now) {
        if (sessions.size() == MOST_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        var session = unnoticed("s" + ++lastSession, person, now);
        sessions.put(session.id(), session);
        return session;
    }

    /** A session that nobody finds again. */
    ClientSession unnoticed(String id, Person person, Instant now) {
        return new ClientSession(id, person.id(), period, list.of(person), now);
    }

    Collection<ClientSession> sessions() {
        return List.copyOf(sessions.values());
    }

    Optional<ClientSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void close(ClientSession session) {
        sessions.remove(session.id());
    }

    /** Does what periodic hits have done by {@code now}, when the portal had {@code apps}. */
    void catchUp(List<ChatApp> apps, Instant now) {
        for (var session : sessions.values()) {
            if (session.isDue(now)) {
                portal.people().find(session.userId()).ifPresent(person -> session.hit(list.of(person, apps), now));
            }
        }
    }

    /** Tells that {@code app} is gone. */
    void delete(ChatApp app, Instant now) {
        push("appDeleteIcon", Push.deleted(app), now, snapshot -> snapshot.without(app.id()));
    }

    /** Tells that {@code app} is another now; {@code hash} if the update set one and lets it slip out. */
    void update(ChatApp app, String hash, Instant now) {
        push("appUpdateIcon", Push.updated(app, hash), now, snapshot -> snapshot.with(app));
    }

    private void push(String command, Map<String, Object> params, Instant now, UnaryOperator<Snapshot> change) {
        if (pushes.size() == MOST_PUSHES) {
            pushes.removeFirst();
        }
        pushes.add(new Push(++lastPush, now, command, params));
        sessions.values().forEach(session -> session.receive(change));
    }

    Collection<Push> pushes() {
        return List.copyOf(pushes);
    }
}

package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What became of events, for authors who wonder why nothing comes: the last 10 000 of all portals. */
public final class EventLog {

    /** How an event ends. */
    public enum Fate {
        /** On its way. */
        QUEUED,
        /** Kept for {@code event.offline.get}. */
        KEPT,
        /** The handler answered 2xx. */
        DELIVERED,
        /** The handler answered something else, or nobody was there. */
        FAILED,
        /** The handler did not answer in time. */
        TIMED_OUT,
        /** Never sent. */
        DROPPED
    }

    /** Why an event was never sent. */
    public enum Reason {
        /** Nobody bound it. */
        NO_HANDLER,
        /** The installation is not finished. */
        NOT_INSTALLED,
        /** Events caused events too often. */
        LOOP,
        /** The same request caused the very same event before. */
        COLLAPSED,
        /** Chance, as the portal's switch {@code drop} has it. */
        DROP
    }

    /** One event for one handler. */
    public static final class Entry {

        private final int id;
        private final Instant at;
        private final Portal portal;
        private final String clientId;
        private final String event;
        private final String handler;
        private Fate fate = Fate.QUEUED;
        private Optional<Reason> reason = Optional.empty();
        private int attempts;
        private int status;
        private String failure = "";
        private Duration taken = Duration.ZERO;

        private Entry(int id, Instant at, Portal portal, Installation app, String event, String handler) {
            this.id = id;
            this.at = at;
            this.portal = portal;
            this.clientId = app.clientId();
            this.event = event;
            this.handler = handler;
        }

        /** Its number; later events have higher ones. */
        public int id() {
            return id;
        }

        /** When it happened. */
        public Instant at() {
            return at;
        }

        /** Whose event it is. */
        public String clientId() {
            return clientId;
        }

        public String event() {
            return event;
        }

        /** The handler's address without its query, which may carry secrets; empty if there is none. */
        public String handler() {
            return handler;
        }

        public Fate fate() {
            return fate;
        }

        /** Why it was dropped. */
        public Optional<Reason> reason() {
            return reason;
        }

        /** How often it was sent. */
        public int attempts() {
            return attempts;
        }

        /** The last answer's HTTP status, 0 without any. */
        public int status() {
            return status;
        }

        /** What went wrong at the last try, or nothing. */
        public String failure() {
            return failure;
        }

        /** How long the last try took, in real time. */
        public Duration taken() {
            return taken;
        }

        void kept() {
            fate = Fate.KEPT;
        }

        void dropped(Reason why) {
            fate = Fate.DROPPED;
            reason = Optional.of(why);
        }

        void tried(Courier.Outcome outcome) {
            attempts++;
            taken = outcome.taken();
            status = outcome.status();
            failure = outcome.failure();
            fate = outcome.fate();
        }
    }

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int last;

    /** An empty log. */
    public EventLog(Clock clock) {
        this.clock = clock;
    }

    /** Notes an event that nobody bound. */
    void unbound(Portal portal, Installation app, String event) {
        add(portal, app, event, "").dropped(Reason.NO_HANDLER);
    }

    /** Notes an event for a handler. */
    Entry add(Portal portal, Installation app, Handler handler) {
        return add(portal, app, handler.event(), Courier.place(handler.url()));
    }

    /** Events of a portal with a number above {@code after}, oldest first. */
    public List<Entry> after(Portal portal, int after) {
        return entries.stream()
                .filter(entry -> entry.portal == portal && entry.id > after)
                .toList();
    }

    /** Forgets the events of a portal. */
    public void clear(Portal portal) {
        entries.removeIf(entry -> entry.portal == portal);
    }

    private Entry add(Portal portal, Installation app, String event, String handler) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        var entry = new Entry(++last, clock.instant(), portal, app, event, handler);
        entries.addLast(entry);
        return entry;
    }
}

package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.PhpForm;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One event for one handler, and what became of it. */
public final class Sending {

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
        /** The application is switched off. */
        INACTIVE,
        /** The application's paid period is over. */
        UNPAID,
        /** Events caused events too often. */
        LOOP,
        /** The same request caused the very same event before. */
        COLLAPSED,
        /** Chance, as the portal's switch {@code drop} has it. */
        DROP
    }

    private final int id;
    private final Instant at;
    private final Portal portal;
    private final String clientId;
    private final String event;
    private Optional<Letter> letter;
    private final String handler;
    private Instant sent;
    private Fate fate = Fate.QUEUED;
    private Optional<Reason> reason = Optional.empty();
    private int attempts;
    private int status;
    private String failure = "";
    private Duration taken = Duration.ZERO;

    Sending(int id, Instant at, Portal portal, Installation app, String event, Optional<Letter> letter) {
        this.id = id;
        this.at = at;
        this.portal = portal;
        this.clientId = app.clientId();
        this.event = event;
        this.letter = letter;
        this.handler = letter.map(known -> Courier.place(known.handler().url())).orElse("");
        this.sent = at;
    }

    /** Its number; later events have higher ones. */
    public int id() {
        return id;
    }

    /** When it happened. */
    public Instant at() {
        return at;
    }

    /** Where it happened. */
    public Portal portal() {
        return portal;
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

    /** What the handler gets, as it reads it: texts in nested maps. Empty once it is too long ago. */
    public Map<String, Object> form() {
        return letter.map(known -> PhpForm.decode(known.form(sent))).orElseGet(Map::of);
    }

    void forget() {
        letter = Optional.empty();
    }

    void sent(Instant when) {
        sent = when;
    }

    void tried(Courier.Outcome outcome) {
        attempts++;
        taken = outcome.taken();
        status = outcome.status();
        failure = outcome.failure();
        fate = outcome.fate();
    }
}

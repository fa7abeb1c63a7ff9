package io.portalbots.sandbox.messenger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A messenger somebody has open: what it knows of chat apps since it loaded its list, and the one frame it may show.
 * Confined to the event loop.
 */
public final class ClientSession {

    /** A frame on show: its app, the app's bot and the chat it was opened in. */
    public record OpenFrame(int appId, int botId, int chatId) {}

    private final String id;
    private final int userId;
    private final Duration period;
    private Snapshot snapshot;
    private Instant loadedAt;
    private Instant refreshAt;
    private int pushes;
    private Optional<OpenFrame> frame = Optional.empty();

    ClientSession(String id, int userId, Duration period, Snapshot snapshot, Instant now) {
        this.id = id;
        this.userId = userId;
        this.period = period;
        this.snapshot = snapshot;
        this.loadedAt = now;
        this.refreshAt = now.plus(period);
    }

    /** Its name on the portal. */
    public String id() {
        return id;
    }

    /** Whose messenger it is. */
    public int userId() {
        return userId;
    }

    /** The list it goes by. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** When it got the list: with its page, at a periodic hit, or because of an APP_ID it did not know. */
    public Instant loadedAt() {
        return loadedAt;
    }

    /** When the next periodic hit renews the list. */
    public Instant refreshAt() {
        return refreshAt;
    }

    /** How many pushes came since the page was loaded. */
    public int pushes() {
        return pushes;
    }

    /** The frame on show. */
    public Optional<OpenFrame> frame() {
        return frame;
    }

    /** Shows a frame; another one makes room. */
    void show(OpenFrame opened) {
        frame = Optional.of(opened);
    }

    /** Takes the frame away. */
    public void closeFrame() {
        frame = Optional.empty();
    }

    /** The page is loaded anew. */
    void load(Snapshot fresh, Instant now) {
        fetch(fresh, now);
        refreshAt = now.plus(period);
        pushes = 0;
        frame = Optional.empty();
    }

    /** The list is fetched anew; the periodic hit comes when it would have come. */
    void fetch(Snapshot fresh, Instant now) {
        snapshot = fresh;
        loadedAt = now;
    }

    /** Whether a periodic hit came by {@code now}. */
    boolean isDue(Instant now) {
        return !now.isBefore(refreshAt);
    }

    /** The periodic hits until {@code now} renewed the list, the last of them with {@code fresh}. */
    void hit(Snapshot fresh, Instant now) {
        var missed = Duration.between(refreshAt, now).dividedBy(period);
        fetch(fresh, refreshAt.plus(period.multipliedBy(missed)));
        refreshAt = loadedAt.plus(period);
    }

    /** A push came. */
    void receive(UnaryOperator<Snapshot> change) {
        snapshot = change.apply(snapshot);
        pushes++;
    }
}

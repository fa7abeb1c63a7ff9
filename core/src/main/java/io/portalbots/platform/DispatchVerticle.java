package io.portalbots.platform;

import io.portalbots.chat.Dispatch;
import io.portalbots.chat.Inbox;
import io.portalbots.chat.Inbox.Kept;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets events be handled on its virtual threads, and claims those that wait in the database. */
final class DispatchVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(DispatchVerticle.class);
    private static final long LOOK_MILLIS = 1000;
    private static final Duration RENEWED = Inbox.LEASE.dividedBy(4);
    private static final long PURGE_MILLIS = 3_600_000;
    private static final long SAMPLE_MILLIS = 20;
    private static final Duration TALKED_LATELY = Duration.ofSeconds(2);
    private static final long PATIENCE_MILLIS = 8000;
    private static final long PATIENCE_LOOK_MILLIS = 20;

    private final Inbox inbox;
    private final Duration kept;
    private final Dispatch dispatch;
    private final Headroom headroom;
    private long sampled;
    private volatile @Nullable Context threads;
    private boolean claiming;
    private boolean claimAgain;

    /**
     * Handles nothing before it is deployed.
     *
     * @param kept how long the bodies of handled events stay
     * @param headroom told how late the threads are
     */
    DispatchVerticle(Inbox inbox, Consumer<Kept> handling, Duration kept, Headroom headroom) {
        this.headroom = headroom;
        this.inbox = inbox;
        this.kept = kept;
        this.dispatch = new Dispatch(Dispatch.Limits.USUAL, this::run, handling, () -> run(this::claim));
    }

    Dispatch dispatch() {
        return dispatch;
    }

    private void run(Runnable task) {
        var context = threads;
        if (context != null) {
            context.runOnContext(any -> task.run());
        }
    }

    @Override
    public Future<?> start() {
        threads = context;
        vertx.setPeriodic(1, LOOK_MILLIS, timer -> look());
        vertx.setPeriodic(LOOK_MILLIS, PURGE_MILLIS, timer -> tried("old events are not forgotten yet", this::purge));
        sampled = System.nanoTime();
        vertx.setPeriodic(SAMPLE_MILLIS, timer -> sample());
        return Future.succeededFuture();
    }

    private void sample() {
        var now = System.nanoTime();
        var late = Duration.ofNanos(now - sampled).minusMillis(SAMPLE_MILLIS);
        sampled = now;
        headroom.seen(late, dispatch.quiet().compareTo(TALKED_LATELY) < 0);
    }

    /** Own claims first, so that after a pause nobody, ourselves included, takes them for those of the dead. */
    private void look() {
        tried("claims of events are not renewed", () -> inbox.renew(dispatch.aged(RENEWED)));
        claim();
    }

    /** One statement at a time; whoever asks meanwhile has it followed by another. */
    private void claim() {
        claimAgain = true;
        if (claiming) {
            return;
        }
        claiming = true;
        try {
            while (claimAgain) {
                claimAgain = false;
                tried("waiting events are not claimed", this::claimOnce);
            }
        } finally {
            claiming = false;
        }
    }

    private void claimOnce() {
        var look = dispatch.look();
        if (look.most() > 0) {
            dispatch.claimed(look, inbox.claim(look.most(), look.each(), look.full()));
        }
    }

    private void purge() {
        var dropped = inbox.purge(kept);
        if (dropped > 0) {
            LOG.warn("{} parked events were dropped, because nobody looked after them for 30 days", dropped);
        }
    }

    private static void tried(String failed, Runnable task) {
        try {
            task.run();
        } catch (Exception e) { // await() throws what the database failed with, checked or not
            LOG.warn("{}: {}", failed, e.getMessage());
        }
    }

    /** What has not begun is for others, or for the next start; what has may finish, or its claim runs out. */
    @Override
    public Future<?> stop() {
        release();
        for (var waited = 0L; waited < PATIENCE_MILLIS && dispatch.held() > 0; waited += PATIENCE_LOOK_MILLIS) {
            vertx.timer(PATIENCE_LOOK_MILLIS).await();
        }
        release();
        return Future.succeededFuture();
    }

    private void release() {
        tried("events are not released", () -> inbox.release(dispatch.stop()));
    }
}

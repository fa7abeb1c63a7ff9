package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The letters that wait for one application: sent in their order, the next one not before the last is answered. What is
 * due is sent some 15 ms of real time later, though the portal's clock stands still; what is not due waits for that clock.
 */
final class Lane {

    private record Waiting(Letter letter, Sending sending, Instant due, int attempt) {

        boolean mayRetry() {
            return attempt <= letter.portal().traits().events().retries();
        }

        Waiting again() {
            return new Waiting(letter, sending, due, attempt + 1);
        }
    }

    private static final long LATENCY_MS = 15;
    private static final long NO_TIMER = -1;

    private final Outbox outbox;
    private final Installation app;
    private final List<Waiting> waiting = new ArrayList<>();
    private Instant resting = Instant.MIN;
    private long timer = NO_TIMER;
    private boolean posting;

    Lane(Outbox outbox, Installation app) {
        this.outbox = outbox;
        this.app = app;
    }

    /** Adds a letter, {@code ahead} of as many others that wait. It takes the time of the one whose place it takes. */
    void add(Letter letter, Sending sending, int ahead) {
        var place = Math.max(0, waiting.size() - ahead);
        var due = place < waiting.size()
                ? waiting.get(place).due()
                : outbox.clock()
                        .instant()
                        .plus(letter.portal().traits().events().delay());
        waiting.add(place, new Waiting(letter, sending, due, 1));
        go();
    }

    /** Sees to it that the next letter is sent in its time. Called whenever that may have changed. */
    void go() {
        if (timer != NO_TIMER) {
            outbox.vertx().cancelTimer(timer);
            timer = NO_TIMER;
        }
        if (posting) {
            return;
        }
        if (waiting.isEmpty() && !isResting()) {
            outbox.forget(app);
            return;
        }
        var left = left();
        if (left.isZero() || !outbox.clock().isFrozen()) {
            timer = outbox.vertx().setTimer(left.toMillis() + LATENCY_MS, this::due);
        }
    }

    private void due(long fired) {
        timer = NO_TIMER;
        if (waiting.isEmpty() || !left().isZero()) {
            go();
        } else {
            post(waiting.remove(0));
        }
    }

    private void post(Waiting next) {
        posting = true;
        var letter = next.letter();
        var now = outbox.clock().instant();
        next.sending().sent(now);
        var timeout = letter.portal().traits().events().timeout();
        outbox.courier().post(letter.address(), letter.form(now), timeout).onSuccess(outcome -> posted(next, outcome));
    }

    private void posted(Waiting tried, Courier.Outcome outcome) {
        posting = false;
        tried.sending().tried(outcome);
        var throttle = tried.letter().portal().traits().events().throttle();
        if (throttle.isSlow(outcome.taken())) {
            resting = outbox.clock().instant().plus(throttle.slowPause());
        }
        if (!outcome.isDelivered() && tried.mayRetry()) {
            waiting.add(0, tried.again());
        }
        go();
    }

    private boolean isResting() {
        return outbox.clock().instant().isBefore(resting);
    }

    /** How long until the next letter may go, or until the rest is over, on the portal's clock. */
    private Duration left() {
        var due = waiting.isEmpty() ? resting : later(waiting.get(0).due(), resting);
        var left = Duration.between(outbox.clock().instant(), due);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

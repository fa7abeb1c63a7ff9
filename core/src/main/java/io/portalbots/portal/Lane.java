package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The line of calls to one portal: people's before the registry's, and who came first among equals. Who is at its head goes
 * once its call fits into the {@link Bucket} and one of few places is free; the last place is for people only, so that a
 * call of ours that hangs is not in anybody's way. Never waits itself; the clock is passed in.
 */
final class Lane {

    /** Who waits longer than anybody's patience does not come to stand here. */
    static final int LONGEST = 200;

    private final String portal;
    private final int places;
    private final Bucket bucket;
    private final PriorityQueue<Waiting> line = new PriorityQueue<>(1, Waiting.ORDER);
    private int inside;
    private int others;
    private long came;
    private boolean armed;
    private long wakeAt;

    /** A call that waits for its turn, or has it. */
    record Waiting(Urgency urgency, long number, Promise<Void> turn) {

        static final Comparator<Waiting> ORDER =
                Comparator.comparing(Waiting::urgency).thenComparingLong(Waiting::number);

        boolean hasTurn() {
            return turn.future().succeeded();
        }
    }

    /**
     * An empty one.
     *
     * @param portal to be named
     * @param places calls at once
     */
    Lane(String portal, int places, long nanos) {
        this.portal = portal;
        this.places = places;
        this.bucket = new Bucket(nanos);
    }

    /**
     * Joins the line.
     *
     * @throws PortalUnavailableException if the turn would come too late
     */
    synchronized Waiting join(Urgency urgency, long nanos) {
        var ahead = (int) line.stream()
                .filter(waiting -> waiting.urgency().compareTo(urgency) <= 0)
                .count();
        if (line.size() >= LONGEST || bucket.wait(urgency, ahead, nanos).compareTo(urgency.patience()) > 0) {
            throw PortalUnavailableException.busy("too many calls wait for " + portal);
        }
        var waiting = new Waiting(urgency, came++, Promise.promise());
        line.add(waiting);
        return waiting;
    }

    /** Lets in who can go. Answers after how long to ask again; zero if there is no need, or that was answered before. */
    synchronized Duration admit(long nanos) {
        for (var first = line.peek(); first != null; first = line.peek()) {
            var wait = bucket.wait(first.urgency(), 0, nanos);
            if (!hasPlace(first)) {
                return Duration.ZERO; // who leaves asks
            }
            if (!wait.isZero()) {
                return arm(nanos, wait);
            }
            line.remove();
            bucket.take(nanos);
            count(first, 1);
            first.turn().complete();
        }
        return Duration.ZERO;
    }

    private boolean hasPlace(Waiting waiting) {
        var forAll = waiting.urgency() == Urgency.PERSON || places == 1 || others < places - 1;
        return inside < places && forAll;
    }

    private void count(Waiting waiting, int change) {
        inside += change;
        others += waiting.urgency() == Urgency.PERSON ? 0 : change;
    }

    private Duration arm(long nanos, Duration wait) {
        if (armed && wakeAt - nanos <= wait.toNanos()) {
            return Duration.ZERO;
        }
        armed = true;
        wakeAt = nanos + wait.toNanos();
        return wait;
    }

    /** Likewise, at a moment that was answered. */
    synchronized Duration wake(long nanos) {
        armed = false;
        return admit(nanos);
    }

    /** Frees the place of a call that had its turn. */
    synchronized Duration leave(Waiting waiting, long nanos) {
        count(waiting, -1);
        return admit(nanos);
    }

    /** Sends a call away that waited for too long, unless it has its turn. */
    synchronized void giveUp(Waiting waiting) {
        if (line.remove(waiting)) {
            waiting.turn()
                    .fail(PortalUnavailableException.busy("no turn at " + portal + " within "
                            + waiting.urgency().patience().toSeconds() + " s"));
        }
    }

    /** The portal took a call. */
    synchronized void answered() {
        bucket.answered();
    }

    synchronized void allows(Bucket.Plan plan) {
        bucket.allows(plan);
    }

    synchronized void refused(long nanos, double chance) {
        bucket.refused(nanos, chance);
    }
}

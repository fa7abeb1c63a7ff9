package io.portalbots.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.portalbots.portal.Bucket.Plan;
import io.portalbots.portal.Lane.Waiting;
import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What each portal lets us ask, shared by everything that asks it: one {@link Lane} for each {@link Route}, whichever
 * tenant, verticle or thread a call is of.
 *
 * <p>A process that starts takes every bucket for empty, and knows nothing of other processes at the same address: what the
 * one before it or they put there is a call or two, as a rule. Where it is more, a refusal says so.
 */
public final class Budget {

    /** Longer than callers wait in line and a portal is left alone, so that a full bucket is never taken for a new one. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    /** How long a portal's word about its plan is believed, and not believed again after a refusal. */
    private static final Duration OF_A_PLAN = Duration.ofDays(1);

    private final Vertx vertx;
    private final Context context;
    private final PortalMetrics metrics;
    private final Cache<Route, Lane> lanes =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN).build();
    private final Cache<Route, Plan> plans =
            Caffeine.newBuilder().expireAfterWrite(OF_A_PLAN).build();
    private final Cache<Route, Boolean> doubted =
            Caffeine.newBuilder().expireAfterWrite(OF_A_PLAN).build();

    public Budget(Vertx vertx, PortalMetrics metrics) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext(); // its timers outlive every verticle that waits
        this.metrics = metrics;
    }

    /**
     * Makes a call in its turn. Blocks.
     *
     * @param call throws if the portal did not take it
     * @throws PortalUnavailableException if the turn does not come within the caller's patience
     */
    <T> T inTurn(Route route, Urgency urgency, Supplier<T> call) {
        var lane = lane(route);
        var waiting = turn(lane, urgency);
        try {
            var taken = call.get();
            lane.answered();
            return taken;
        } finally {
            again(lane, lane.leave(waiting, System.nanoTime()));
        }
    }

    private Waiting turn(Lane lane, Urgency urgency) {
        var since = System.nanoTime();
        try {
            var waiting = lane.join(urgency, since);
            again(lane, lane.admit(since));
            if (!waiting.hasTurn()) {
                await(lane, waiting);
            }
            return waiting;
        } catch (PortalUnavailableException e) {
            metrics.sentAway();
            throw e;
        } finally {
            metrics.waited(urgency, Duration.ofNanos(System.nanoTime() - since));
        }
    }

    private void await(Lane lane, Waiting waiting) {
        context.runOnContext(here -> {
            var limit = vertx.setTimer(waiting.urgency().patience().toMillis(), late -> giveUp(lane, waiting));
            waiting.turn().future().onComplete(done -> vertx.cancelTimer(limit));
        });
        var came = false;
        try {
            waiting.turn().future().await();
            came = true;
        } finally {
            if (!came) {
                stopped(lane, waiting);
            }
        }
    }

    /** Who waited is gone: its verticle ends, or its patience did. A turn that came all the same is given back. */
    private void stopped(Lane lane, Waiting waiting) {
        giveUp(lane, waiting);
        if (waiting.hasTurn()) {
            again(lane, lane.leave(waiting, System.nanoTime()));
        }
    }

    private void giveUp(Lane lane, Waiting waiting) {
        lane.giveUp(waiting);
        again(lane, lane.admit(System.nanoTime()));
    }

    private void again(Lane lane, Duration wait) {
        if (!wait.isZero()) {
            var millis = wait.plusNanos(999_999).toMillis();
            context.runOnContext(here ->
                    vertx.setTimer(Math.max(1, millis), timer -> again(lane, lane.wake(System.nanoTime()))));
        }
    }

    /** The portal found us too fast, whatever we thought. */
    void refused(Route route) {
        metrics.refused();
        if (!plan(route).equals(Plan.STANDARD)) {
            doubted.put(route, true);
        }
        lane(route).refused(System.nanoTime(), ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The portal told its plan.
     *
     * @param family {@code LICENSE_FAMILY} of {@code app.info}
     */
    void hasPlan(Route route, String family) {
        plans.put(route, family.equals("ent") ? Plan.ENTERPRISE : Plan.STANDARD);
        lane(route).allows(plan(route));
    }

    private Plan plan(Route route) {
        var plan = doubted.getIfPresent(route) == null ? plans.getIfPresent(route) : null;
        return plan == null ? Plan.STANDARD : plan;
    }

    private Lane lane(Route route) {
        return lanes.get(route, unknown -> {
            var lane = new Lane(unknown.portal(), Http.PORTALS.atOnce(), System.nanoTime());
            lane.allows(plan(unknown));
            return lane;
        });
    }
}

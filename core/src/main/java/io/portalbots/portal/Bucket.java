package io.portalbots.portal;

import java.time.Duration;

/**
 * The leaky bucket a portal keeps for our address, as we see it: every call adds one, some drain every second, and at its
 * size it overflows. Says how long to wait and never waits itself; the clock is passed in.
 *
 * <p>We stay five below the size. At most two requests are on their way to a portal, so it never sees more than two above
 * what we count; the rest is for requests that were given up and arrive all the same.
 *
 * <p><b>It begins with the numbers of every plan but the largest, and no trial goes beyond them:</b> on a portal that has
 * no more, a trial is a refusal of our own making. Only the portal's word allows more: {@code app.info} names its plan. Even
 * then it grows by small steps, each after a call that had to wait and was answered well, and it falls back on a refusal.
 *
 * @see "Bitrix24 REST reference, limits"
 */
final class Bucket {

    /** What is left free for who else may call from our address, and for what we cannot see. */
    static final double MARGIN = 5;

    /** What only people's calls may fill. */
    static final double RESERVE = 10;

    private static final double SIZE_STEP = 1;
    private static final double DRAIN_STEP = 0.02;
    private static final double LONGEST_PAUSE = 300; // seconds
    private static final int DOUBLINGS = 9;

    /**
     * What a portal's plan allows.
     *
     * @param size X of the reference
     * @param perSecond Y of the reference
     */
    record Plan(double size, double perSecond) {

        static final Plan STANDARD = new Plan(50, 2);
        static final Plan ENTERPRISE = new Plan(250, 5);
    }

    private Plan known = Plan.STANDARD;
    private Plan allowed = Plan.STANDARD;
    private double level;
    private long at;
    private long closedUntil;
    private int refusals;
    private boolean pressed;

    Bucket(long nanos) {
        at = nanos;
        closedUntil = nanos;
    }

    /** How long until a call fits, behind others that go before it. */
    Duration wait(Urgency urgency, int ahead, long nanos) {
        var over = level(nanos) + ahead + 1 - room(urgency);
        var drained = (long) Math.ceil(over / known.perSecond() * 1e9);
        return Duration.ofNanos(Math.max(0, Math.max(drained, closedUntil - nanos)));
    }

    private double room(Urgency urgency) {
        return known.size() - MARGIN - (urgency == Urgency.PERSON ? 0 : RESERVE);
    }

    private double level(long nanos) {
        return Math.max(0, level - Math.max(0, nanos - at) / 1e9 * known.perSecond());
    }

    private void fill(double to, long nanos) {
        level = to;
        at = nanos - at > 0 ? nanos : at;
    }

    /** Adds a call. */
    void take(long nanos) {
        fill(level(nanos) + 1, nanos);
        pressed = level > room(Urgency.RECONCILE) - 1;
    }

    /** The portal took a call. More of them are tried only while there is need. */
    void answered() {
        refusals = 0;
        if (pressed) {
            known = new Plan(
                    Math.min(allowed.size(), known.size() + SIZE_STEP),
                    Math.min(allowed.perSecond(), known.perSecond() + DRAIN_STEP));
        }
    }

    /** The portal said what it allows: the most there is to grow to. */
    void allows(Plan plan) {
        allowed = plan;
        known = new Plan(Math.min(plan.size(), known.size()), Math.min(plan.perSecond(), known.perSecond()));
    }

    /**
     * The portal refused a call, whatever we thought: others call it from our address too. It is full now, and is left
     * alone for a second or two, longer each time.
     *
     * @param chance from 0 to 1
     */
    void refused(long nanos, double chance) {
        var left = level(nanos);
        allows(Plan.STANDARD);
        fill(Math.max(left, room(Urgency.PERSON)), nanos);
        var seconds = Math.min(LONGEST_PAUSE, (1 + chance) * (1 << Math.min(refusals, DOUBLINGS)));
        closedUntil = nanos + (long) (seconds * 1e9);
        refusals++;
    }
}

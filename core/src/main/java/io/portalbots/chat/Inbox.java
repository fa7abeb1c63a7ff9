package io.portalbots.chat;

import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The events that are kept ({@link EventLog}), until they are handled. Shared by all processes on one database: who
 * claims an event holds it until a deadline, and may renew that; whoever lost it meanwhile changes nothing any more.
 * Methods block.
 */
public interface Inbox {

    /** How long a claim lasts that is not renewed. */
    Duration LEASE = Duration.ofSeconds(20);

    /**
     * An event to be handled by whoever got it from here.
     *
     * @param fence grows with each claim of the event
     * @param attempt how many attempts before this came to nothing, but for that of whoever had it first, if they died
     * @param name such as {@code ONIMBOTMESSAGEADD}
     * @param dialog where it happened and with which bots, within which events have an order; empty if nowhere
     * @param messageId what orders it within the dialog; 0 if nothing does
     * @param body its form without tokens
     * @param came when it came, by {@link System#nanoTime}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed nor compared
    record Kept(
            TenantId tenant,
            long id,
            long fence,
            int attempt,
            String name,
            String dialog,
            long messageId,
            byte[] body,
            long came) {

        /** Whether somebody had it before. */
        public boolean again() {
            return fence > 1;
        }

        /** How long ago it came. */
        public Duration age() {
            return Duration.ofNanos(System.nanoTime() - came);
        }

        /** Says whose it is, and nothing of what people wrote. */
        @Override
        public String toString() {
            return name + " " + id + " of " + tenant;
        }
    }

    /** Counts this attempt before it begins, in case nobody lives to tell. */
    void begin(Kept event);

    /** Ends the claim for good. */
    void handled(Kept event, String outcome);

    /** Ends the claim for an attempt after a while. */
    void retry(Kept event, Duration after, String why);

    /** Ends the claim for a while, and counts no attempt. */
    void postpone(Kept event, Duration pause, String why);

    /** Whether an event is neither handled nor parked. */
    boolean waits(TenantId tenant, long id);

    /** Ends the claim, and leaves the event to people. */
    void park(Kept event, String why);

    /** Ends the claim as if it had never been; the event is taken up once its tenant is served. */
    void release(Collection<Kept> events);

    /** Begins the leases of claims anew that are not lost yet. */
    void renew(Collection<Kept> events);

    /**
     * Claims events that wait, of tenants in turn: those left unclaimed, those whose retry is due, and those whose claims
     * ran out. Of each tenant the first ones.
     *
     * @param most of all tenants
     * @param each of one tenant
     * @param full tenants that are to be passed over
     */
    List<Kept> claim(int most, int each, Collection<TenantId> full);

    /** How many events are kept and neither handled nor parked. */
    long pending();

    /**
     * Drops what events said that were handled {@code kept} ago, and the rest of them after seven days; and parked events
     * that came 30 days ago.
     *
     * @return how many parked events were dropped
     */
    int purge(Duration kept);
}

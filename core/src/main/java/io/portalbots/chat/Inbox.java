package io.portalbots.chat;

import io.portalbots.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps events from before they are acknowledged until they are handled. Shared by all processes on one database.
 * Methods block.
 */
public interface Inbox {

    /**
     * An event to be handled by whoever got it from here.
     *
     * @param fence grows with each claim of the event
     * @param attempt how many claims before this came to nothing
     * @param fields the flat form fields of its body, without tokens
     */
    record Kept(TenantId tenant, long id, long fence, int attempt, Map<String, String> fields) {}

    /**
     * Keeps an event, durably, and claims it for the caller.
     *
     * @param dedupe the same for every copy of it
     * @return empty if it was kept before
     */
    Optional<Kept> keep(TenantId tenant, String dedupe, Map<String, String> fields);

    /** Ends the claim for good, and drops what the event said. */
    void handled(Kept event, String outcome);

    /** Ends the claim without having handled the event; it is taken up once its tenant is served. */
    void release(Kept event);

    /** Claims events whose claims ran out, the oldest first: those of a process that died. */
    List<Kept> overdue(int most);

    /** How many events are kept and not handled yet. */
    long pending();

    /** Drops what was handled more than seven days ago. */
    void purge();
}

package io.portalbots.chat;

import io.portalbots.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events as operators see and settle them. Methods block. */
public interface EventDesk {

    /**
     * What is known of an event without looking into it.
     *
     * @param state {@code waiting}, {@code held}, {@code handled} or {@code parked}
     * @param said why it is parked, how it was handled, or why it was not yet
     */
    record Line(TenantId tenant, long id, String name, Instant received, String state, int attempt, String said) {}

    /** An event with its form, if that is kept still. */
    record Whole(Line line, String dialog, long messageId, Optional<byte[]> body) {}

    /**
     * Something that was answered.
     *
     * @param part the bot or the command that it answers for
     * @param state {@code written}, {@code again}, {@code sent} or {@code unsent}
     * @param said why the portal does not have it; empty if nobody knows of a reason
     */
    record Said(String part, int nth, String state, Optional<Long> message, String said) {}

    /**
     * The newest events.
     *
     * @param tenant of all tenants if empty
     * @param parked whether only those that are parked
     */
    List<Line> list(Optional<TenantId> tenant, boolean parked, int most);

    /** The event of this number. */
    Optional<Whole> show(long id);

    /** What was answered to an event, without the texts. */
    List<Said> answers(Line line);

    /**
     * Has a parked event handled, as if it had come just now. What it was answered already is not said again.
     *
     * @return whether it was parked
     */
    boolean replay(long id);

    /**
     * Ends a parked event for good.
     *
     * @return whether it was parked
     */
    boolean discard(long id);
}

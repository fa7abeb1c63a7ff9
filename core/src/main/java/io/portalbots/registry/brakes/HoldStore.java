package io.portalbots.registry.brakes;

import io.portalbots.registry.brakes.Hold.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is held, and what the brakes go by. Shared by all processes on one database. Methods block. */
public interface HoldStore {

    /** How things stand. */
    Board board();

    /**
     * Of one moment.
     *
     * @param mark grows, and never falls but with the whole database
     * @param now by the database's clock
     * @param spent bots and chat apps of which {@link #spend} was told within the last day
     * @param holds oldest first
     */
    record Board(long mark, Instant now, long spent, List<Hold> holds) {

        public Board {
            holds = List.copyOf(holds);
        }
    }

    /** Counts what active tenants have: one query over the whole ledger. */
    Census census();

    /**
     * Holds something, unless it is held or approved already.
     *
     * @return the hold, if it is new
     */
    Optional<Hold> hold(Found found);

    /**
     * Strikes a hold.
     *
     * @return whether it was there
     */
    boolean end(long id);

    /** Approves a hold, once. Empty if there is none. */
    Optional<Hold> approve(long id, String by, String reason);

    /**
     * Notes that so many bots and apps are about to be removed.
     *
     * @param most how many may be within a day
     * @param mark that was seen
     * @return whether they may: not if they were more than {@code most}, nor if the database is older than {@code mark}
     */
    boolean spend(long apps, long most, long mark);

    /** Raises the mark above {@code seen}, and says where to. */
    long raise(long seen);

    /** The states of plugins that went out to the tenants, by plugin; empty before the first. */
    Map<String, String> accepted();

    /** Remembers more of them. */
    void accept(Map<String, String> states);
}

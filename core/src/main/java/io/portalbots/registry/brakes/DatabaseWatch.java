package io.portalbots.registry.brakes;

import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import io.portalbots.registry.brakes.HoldStore.Board;
import io.portalbots.registry.brakes.Marker.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Notices a database that is older than what we saw of it, or whose clock was set back, by what we noted outside of it.
 */
final class DatabaseWatch {

    /** How far a clock may be set back by those who keep clocks right. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Marker marker;
    private Mark seen;
    private Mark noted;

    DatabaseWatch(Marker marker) {
        this.marker = marker;
        this.seen = marker.read().orElse(new Mark(0, Instant.EPOCH));
        this.noted = seen;
    }

    /** The highest mark that was seen. */
    synchronized long mark() {
        return seen.mark();
    }

    /**
     * What is wrong with the database, unless that is held or approved already.
     *
     * @param before the highest mark that was seen before {@code board} was
     */
    Optional<Found> look(Board board, long before) {
        if (board.mark() < before) {
            var state = "mark " + board.mark() + " of " + before;
            var said = "the database is older than what was seen of it, as if a backup had been restored: it is at "
                    + state;
            return Optional.of(new Found(new Matter("", Hold.ALL, Cause.OLDER_DATABASE, state), said, 0, 0));
        }
        var time = time();
        if (!board.now().isBefore(time.minus(TOLERATED)) || isKnown(board.holds(), time)) {
            return Optional.empty();
        }
        var matter = new Matter("", Hold.ALL, Cause.CLOCK, time.toString());
        var said = "the database's clock says " + board.now() + ", but it was " + time + " before";
        return Optional.of(new Found(matter, said, 0, 0));
    }

    private synchronized Instant time() {
        return seen.time();
    }

    private static boolean isKnown(List<Hold> holds, Instant time) {
        return holds.stream()
                .anyMatch(hold -> hold.matter().cause() == Cause.CLOCK
                        && !Instant.parse(hold.matter().state()).plus(TOLERATED).isBefore(time));
    }

    /** Whether a hold because of the database is over: the clock is right again, or the operator said so. */
    static boolean over(Hold hold, Instant now) {
        return switch (hold.matter().cause()) {
            case CLOCK -> !now.isBefore(Instant.parse(hold.matter().state()).minus(TOLERATED));
            case OLDER_DATABASE -> !hold.open();
            case EMPTIED, SHARE, TENANTS -> false;
        };
    }

    /** Takes a mark of the database for the newest one. */
    synchronized void raised(long mark) {
        note(new Mark(Math.max(mark, seen.mark()), seen.time()));
    }

    /** Takes the database as it is for right. */
    synchronized void trust(Board board) {
        note(new Mark(Math.max(board.mark(), seen.mark()), board.now()));
    }

    private void note(Mark mark) {
        seen = mark;
        if (mark.mark() != noted.mark()
                || Duration.between(noted.time(), mark.time()).abs().compareTo(NOTED) > 0) {
            marker.write(mark);
            noted = mark;
        }
    }
}

package io.portalbots.registry.brakes;

import java.time.Instant;
import java.util.Optional;

/** Remembers outside the database how new it was. Methods block. */
public interface Marker {

    /** What was written last; empty before the first time. */
    Optional<Mark> read();

    void write(Mark mark);

    /**
     * How new a database was.
     *
     * @param mark the highest one
     * @param time the latest one, by its clock
     */
    record Mark(long mark, Instant time) {}
}

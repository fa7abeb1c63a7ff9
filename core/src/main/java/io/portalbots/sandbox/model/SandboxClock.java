package io.portalbots.sandbox.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The time that all portals live by: real time, moved ahead by hand, or standing still. Confined to the event loop. */
public final class SandboxClock extends Clock {

    private final Clock real;
    private final List<Runnable> listeners = new ArrayList<>();
    private Duration ahead = Duration.ZERO;
    private Optional<Instant> frozen = Optional.empty();

    /** A clock that follows {@code real} until it is told otherwise. */
    public SandboxClock(Clock real) {
        super();
        this.real = real;
    }

    /** Hears of every change by hand, after it. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Moves the time ahead, standing still or not. */
    public void advance(Duration by) {
        ahead = ahead.plus(by);
        frozen = frozen.map(instant -> instant.plus(by));
        listeners.forEach(Runnable::run);
    }

    /** Lets the time stand still, at {@code instant} or where it is. */
    public void freeze(Optional<Instant> instant) {
        frozen = Optional.of(instant.orElseGet(this::instant));
        listeners.forEach(Runnable::run);
    }

    /** Lets the time go on from where it stands. */
    public void resume() {
        frozen.ifPresent(instant -> ahead = Duration.between(real.instant(), instant));
        frozen = Optional.empty();
        listeners.forEach(Runnable::run);
    }

    /** Whether the time stands still. */
    public boolean isFrozen() {
        return frozen.isPresent();
    }

    @Override
    public Instant instant() {
        return frozen.orElseGet(() -> real.instant().plus(ahead));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a sandbox lives in UTC");
    }
}

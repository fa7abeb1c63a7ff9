package io.portalbots.sandbox.model;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Used refresh tokens with the pairs that took their place, for the time of grace. */
final class Rotations {

    private record Rotation(Token next, Instant graceEnds) {}

    private final Clock clock;
    private final Map<String, Rotation> byRefresh = new LinkedHashMap<>();

    Rotations(Clock clock) {
        this.clock = clock;
    }

    void add(String refresh, Token next) {
        Front.removeWhile(byRefresh.values(), this::isOver);
        byRefresh.put(refresh, new Rotation(next, clock.instant().plus(Tokens.GRACE)));
    }

    Optional<Token> successor(String refresh) {
        return Optional.ofNullable(byRefresh.get(refresh))
                .filter(rotation -> !isOver(rotation))
                .map(Rotation::next);
    }

    int size() {
        return byRefresh.size();
    }

    private boolean isOver(Rotation rotation) {
        return !clock.instant().isBefore(rotation.graceEnds());
    }
}

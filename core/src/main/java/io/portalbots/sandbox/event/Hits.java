package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Tokens;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The request that is being served just now, a "hit". It bounds what its events may set off: each token in an event has
 * one hop less than the hit that caused it, and a hit without hops causes no event, so that bots cannot call each other
 * for ever [src: rest/lib/event/session.php]. Identical events of one hit are known as such.
 */
public final class Hits {

    private record Hit(int hops, Set<Letter> letters) {}

    private Optional<Hit> current = Optional.empty();

    /** Does the work of a request whose token has {@code hops} left. */
    public <T> T serve(int hops, Supplier<T> work) {
        current = Optional.of(new Hit(hops, new HashSet<>()));
        try {
            return work.get();
        } finally {
            current = Optional.empty();
        }
    }

    /** How many rounds of events may follow; people and stored tokens start afresh. */
    int hops() {
        return current.map(Hit::hops).orElse(Tokens.HOPS);
    }

    /** Whether this hit wrote the very same letter before; remembers it. */
    boolean repeats(Letter letter) {
        return current.filter(hit -> !hit.letters().add(letter)).isPresent();
    }
}

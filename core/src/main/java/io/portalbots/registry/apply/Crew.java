package io.portalbots.registry.apply;

import java.util.List;
import java.util.function.Function;

/** Works at several things at a time. Blocks. */
public interface Crew {

    /** One after the other. */
    Crew ALONE = new Crew() {
        @Override
        public <T, R> List<R> all(List<T> things, Function<T, R> work) {
            return things.stream().map(work).toList();
        }
    };

    /** The results, in the order of the things. If one of them fails so does this, once all others are done. */
    <T, R> List<R> all(List<T> things, Function<T, R> work);
}

package io.portalbots.sandbox.model;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The front of what is in the order of its end. */
final class Front {

    private Front() {}

    /** Takes away what has ended, up to the first that has not. */
    static <T> List<T> removeWhile(Collection<T> queue, Predicate<T> ended) {
        var removed = queue.stream().takeWhile(ended).toList();
        var front = queue.iterator();
        removed.forEach(item -> {
            front.next();
            front.remove();
        });
        return removed;
    }
}

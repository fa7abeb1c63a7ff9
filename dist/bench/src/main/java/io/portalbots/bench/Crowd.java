package io.portalbots.bench;

import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Several clients at once. */
final class Crowd {

    private static final int CLIENTS = 16;

    private Crowd() {}

    /** Does {@code work} to each; fails as the first of them failed. */
    static <T> void each(Collection<T> items, Consumer<T> work) {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var started = items.stream()
                    .<Future<?>>map(item -> threads.submit(() -> work.accept(item)))
                    .toList();
            for (var one : started) {
                one.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a client failed", e);
        }
    }
}

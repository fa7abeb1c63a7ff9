package io.portalbots.plugin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Calls of one plugin that wait for a thread, in turn for each tenant, so that none can take all threads and places for
 * itself. Not safe for threads.
 */
final class Turns {

    private final int most;
    private final int mostOfOne;
    private final int atOnceForOne;
    private final Map<String, Queue<Call<?>>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int size;

    /**
     * @param most calls that wait
     * @param mostOfOne calls of one tenant that wait
     * @param atOnceForOne calls of one tenant that run
     */
    Turns(int most, int mostOfOne, int atOnceForOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.atOnceForOne = atOnceForOne;
    }

    /** Puts a call in; answers what there is no place for, if there is none. */
    Optional<String> put(Call<?> call) {
        var own = waiting.get(call.tenant());
        if (own != null && own.size() >= mostOfOne) {
            return Optional.of("has " + mostOfOne + " calls of this tenant waiting already");
        }
        if (size >= most) {
            return Optional.of("has " + most + " calls waiting already");
        }
        waiting.computeIfAbsent(call.tenant(), any -> new ArrayDeque<>()).add(call);
        size++;
        return Optional.empty();
    }

    /** Takes out the call whose turn it is; it runs until {@link #ended}. */
    Optional<Call<?>> next() {
        for (var entry : waiting.entrySet()) {
            if (running.getOrDefault(entry.getKey(), 0) < atOnceForOne) {
                return Optional.of(begun(entry.getKey(), entry.getValue()));
            }
        }
        return Optional.empty();
    }

    private Call<?> begun(String tenant, Queue<Call<?>> own) {
        var call = own.remove();
        size--;
        waiting.remove(tenant);
        if (!own.isEmpty()) {
            waiting.put(tenant, own);
        }
        running.merge(tenant, 1, Integer::sum);
        return call;
    }

    void ended(Call<?> call) {
        running.computeIfPresent(call.tenant(), (tenant, count) -> count == 1 ? null : count - 1);
    }

    /** Takes a call out that waited too long; answers whether it was still here. */
    boolean remove(Call<?> call) {
        var own = waiting.get(call.tenant());
        if (own == null || !own.remove(call)) {
            return false;
        }
        size--;
        if (own.isEmpty()) {
            waiting.remove(call.tenant());
        }
        return true;
    }

    /** Takes all out. */
    List<Call<?>> clear() {
        var all = new ArrayList<Call<?>>();
        waiting.values().forEach(all::addAll);
        waiting.clear();
        size = 0;
        return all;
    }
}

package io.portalbots.sandbox.http;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What clients asked, for tests to look at: counters since the last reset, and the last 10 000 requests. */
public final class CallLog {

    /** One HTTP request. {@code commands} is the number of a batch's commands, else 0 or 1; no error is empty. */
    public record Entry(
            Instant at, String portal, String method, Shown token, int commands, int status, String error) {}

    /** Requests of one portal or of all; commands of batches count under their methods too. */
    public static final class Counters {

        private long http;
        private final Map<String, Long> byMethod = new TreeMap<>();

        public long http() {
            return http;
        }

        public Map<String, Long> byMethod() {
            return byMethod;
        }

        private void add(String method, List<String> nested) {
            http++;
            byMethod.merge(method, 1L, Long::sum);
            nested.forEach(name -> byMethod.merge(name, 1L, Long::sum));
        }
    }

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Counters> byPortal = new HashMap<>();
    private Counters all = new Counters();

    /** An empty log. */
    public CallLog(Clock clock) {
        this.clock = clock;
    }

    void add(String portal, String method, Shown token, List<String> nested, int commands, int status, String error) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(clock.instant(), portal, method, token, commands, status, error));
        all.add(method, nested);
        byPortal.computeIfAbsent(portal, name -> new Counters()).add(method, nested);
    }

    /** Counters of one portal, or of all. */
    public Counters counters(Optional<String> portal) {
        return portal.map(name -> byPortal.getOrDefault(name, new Counters())).orElse(all);
    }

    /** The last requests, oldest first, of one portal or of all. */
    public List<Entry> entries(Optional<String> portal) {
        return entries.stream()
                .filter(entry -> portal.stream().allMatch(entry.portal()::equals))
                .toList();
    }

    /** Forgets everything. */
    public void reset() {
        entries.clear();
        byPortal.clear();
        all = new Counters();
    }
}

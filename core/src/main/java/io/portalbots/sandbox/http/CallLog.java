package io.portalbots.sandbox.http;

import io.portalbots.sandbox.fault.Target;
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
    public record Entry(Instant at, String portal, String method, Shown token, int commands, int status, String error) {

        /** Whether it was for the OAuth server: its token endpoint, or its REST, which is no portal's. */
        boolean isOfOAuth() {
            return method.equals(Target.TOKEN_ENDPOINT) || portal.isEmpty();
        }
    }

    /** Requests of one portal or of all; commands of batches count under their methods too. */
    public static final class Counters {

        private long http;
        private long oauth;
        private final Map<String, Long> byMethod = new TreeMap<>();
        private final Map<String, Long> byError = new TreeMap<>();

        public long http() {
            return http;
        }

        /** How many of them were for the OAuth server. */
        public long oauth() {
            return oauth;
        }

        public Map<String, Long> byMethod() {
            return byMethod;
        }

        /** Errors of requests, not of the commands of batches. */
        public Map<String, Long> byError() {
            return byError;
        }

        private void add(Entry entry, List<String> nested) {
            http++;
            oauth += entry.isOfOAuth() ? 1 : 0;
            byMethod.merge(entry.method(), 1L, Long::sum);
            nested.forEach(name -> byMethod.merge(name, 1L, Long::sum));
            if (!entry.error().isEmpty()) {
                byError.merge(entry.error(), 1L, Long::sum);
            }
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
        var entry = new Entry(clock.instant(), portal, method, token, commands, status, error);
        entries.addLast(entry);
        all.add(entry, nested);
        byPortal.computeIfAbsent(portal, name -> new Counters()).add(entry, nested);
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

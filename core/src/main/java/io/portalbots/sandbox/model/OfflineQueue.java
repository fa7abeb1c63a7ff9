package io.portalbots.sandbox.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Events kept for an application until it takes them: of each object the latest state, not a history
 * [docs: api-reference/events/offline-events] [src: rest/lib/eventoffline.php].
 */
public final class OfflineQueue {

    /**
     * An event that is kept.
     *
     * @param at when it last happened
     * @param messageId the same for the same event of the same object
     * @param connector the source it is kept for, empty for the usual one
     * @param process who reserved it, empty for nobody
     * @param failed whether its process gave it up
     */
    public record Row(
            int id,
            Instant at,
            String event,
            Map<String, Object> data,
            int userId,
            String messageId,
            String connector,
            String process,
            boolean failed) {

        /** Whether a process has it. */
        public boolean isReserved() {
            return !process.isEmpty();
        }

        Row reservedBy(String someone) {
            return new Row(id, at, event, data, userId, messageId, connector, someone, failed);
        }

        private Row givenUp() {
            return new Row(id, at, event, data, userId, messageId, connector, "", true);
        }

        private boolean isSame(Row other) {
            return !isReserved() && messageId.equals(other.messageId) && connector.equals(other.connector);
        }
    }

    private static final Duration RESERVED_FOR = Duration.ofDays(30);
    private static final int MOST = 10_000;

    private final List<Row> rows = new ArrayList<>();
    private int last;

    /** Keeps an event; the same one that nobody reserved makes room for it and leaves it its id. */
    public void keep(Instant at, String event, Map<String, Object> data, int userId, String messageId, String source) {
        var row = new Row(last + 1, at, event, data, userId, messageId, source, "", false);
        var known = rows.stream().filter(other -> other.isSame(row)).findFirst();
        if (known.isPresent()) {
            var old = known.get();
            var state = new Row(old.id, at, event, data, userId, messageId, source, "", old.failed);
            rows.set(rows.indexOf(old), state);
            return;
        }
        last++;
        rows.add(row);
        if (rows.size() > MOST) {
            rows.remove(0);
        }
    }

    /** Those that fit, in order. What was reserved for 30 days is gone. */
    public List<Row> find(Instant now, Predicate<Row> wanted, Comparator<Row> order) {
        rows.removeIf(row -> row.isReserved() && row.at.isBefore(now.minus(RESERVED_FOR)));
        return rows.stream().filter(wanted).sorted(order).toList();
    }

    /** Gives rows to a process. */
    public void reserve(List<Row> taken, String process) {
        change(taken::contains, row -> row.reservedBy(process));
    }

    /** Takes rows away. */
    public void remove(Predicate<Row> unwanted) {
        rows.removeIf(unwanted);
    }

    /** Marks rows that a process could not use; later states of the same objects go. */
    public void giveUp(String process, String connector, List<String> messageIds) {
        Predicate<Row> meant =
                row -> !row.failed && row.connector.equals(connector) && messageIds.contains(row.messageId);
        rows.removeIf(meant.and(row -> !row.process.equals(process)));
        change(meant, Row::givenUp);
    }

    private void change(Predicate<Row> which, UnaryOperator<Row> how) {
        rows.replaceAll(row -> which.test(row) ? how.apply(row) : row);
    }
}

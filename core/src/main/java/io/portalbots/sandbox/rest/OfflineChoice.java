package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.OfflineQueue.Row;
import io.portalbots.sandbox.wire.Php;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which kept events a call means: {@code filter} with an operation before each field, such as {@code >=ID}, and {@code
 * order} by field. Fields that do not exist are passed over [docs: api-reference/events/event-offline-get].
 */
record OfflineChoice(Predicate<Row> wanted, Comparator<Row> order) {

    private static final Comparator<Row> BY_ID = Comparator.comparingInt(Row::id);
    private static final Pattern CONDITION = Pattern.compile("(=|!=|!|>=|<=|>|<|)([A-Z_]+)");

    private static final Map<String, Function<Row, Comparable<?>>> FIELDS = Map.of(
            "ID", Row::id,
            "TIMESTAMP_X", row -> row.at().truncatedTo(ChronoUnit.SECONDS),
            "EVENT_NAME", Row::event,
            "MESSAGE_ID", Row::messageId,
            "PROCESS_ID", Row::process,
            "ERROR", row -> row.failed() ? 1 : 0);

    private static final Map<String, IntPredicate> OPERATIONS = Map.of(
            "", order -> order == 0,
            "=", order -> order == 0,
            "!", order -> order != 0,
            "!=", order -> order != 0,
            ">", order -> order > 0,
            ">=", order -> order >= 0,
            "<", order -> order < 0,
            "<=", order -> order <= 0);

    /** The choice of a call that orders by {@code usual} unless it says otherwise. */
    static OfflineChoice of(Call call, String usual) {
        Predicate<Row> wanted = row -> true;
        for (var condition : call.params().below("FILTER").values().entrySet()) {
            wanted = wanted.and(condition(condition.getKey(), Php.text(condition.getValue())));
        }
        return new OfflineChoice(wanted, order(call, usual));
    }

    /** A time as answers write it. */
    static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    private static Predicate<Row> condition(String key, String value) {
        var parts = CONDITION.matcher(key.toUpperCase(Locale.ROOT));
        var field = parts.matches() ? FIELDS.get(parts.group(2)) : null;
        if (field == null) {
            return row -> true;
        }
        var operation = OPERATIONS.getOrDefault(parts.group(1), order -> true);
        return row -> operation.test(compare(field.apply(row), value));
    }

    private static int compare(Comparable<?> stored, String asked) {
        return switch (stored) {
            case Integer number -> Integer.compare(number, Php.integer(asked));
            case Instant instant -> instant.compareTo(instant(asked));
            default -> stored.toString().compareTo(asked);
        };
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            return Instant.EPOCH;
        }
    }

    private static Comparator<Row> order(Call call, String usual) {
        var asked = call.params().below("ORDER").values();
        var fields = asked.isEmpty() ? Map.<String, Object>of(usual, "ASC") : asked;
        return fields.entrySet().stream()
                .flatMap(field -> by(field.getKey(), Php.text(field.getValue())).stream())
                .reduce(Comparator::thenComparing)
                .orElse(BY_ID)
                .thenComparing(BY_ID);
    }

    private static Optional<Comparator<Row>> by(String name, String direction) {
        return Optional.ofNullable(FIELDS.get(name.toUpperCase(Locale.ROOT))).map(field -> {
            Comparator<Row> rising = (one, other) -> compare(field.apply(one), text(field.apply(other)));
            return direction.equalsIgnoreCase("DESC") ? rising.reversed() : rising;
        });
    }

    private static String text(Comparable<?> value) {
        return value instanceof Instant instant ? time(instant) : value.toString();
    }
}

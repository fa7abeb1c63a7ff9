package io.portalbots.sandbox.rest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code time} block of an answer, times in seconds with a fraction.
 *
 * @param processed when the method itself began
 * @param operating what the caller used of the method so far; empty where nothing is limited
 */
record Timing(Instant start, Instant processed, Instant finish, Optional<Operating> operating) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    /** Running time within ten minutes, and when the oldest of it stops counting. */
    record Operating(Duration spent, Instant resetsAt) {}

    /** The time of what no method did. */
    static Timing since(Instant start, Instant finish) {
        return new Timing(start, finish, finish, Optional.empty());
    }

    Map<String, Object> block() {
        var block = new LinkedHashMap<String, Object>();
        block.put("start", seconds(Duration.between(Instant.EPOCH, start)));
        block.put("finish", seconds(Duration.between(Instant.EPOCH, finish)));
        block.put("duration", seconds(Duration.between(start, finish)));
        block.put("processing", seconds(processing()));
        block.put("date_start", date(start));
        block.put("date_finish", date(finish));
        operating.ifPresent(used -> {
            block.put("operating_reset_at", used.resetsAt().getEpochSecond());
            block.put("operating", seconds(used.spent()));
        });
        return block;
    }

    Duration processing() {
        return Duration.between(processed, finish);
    }

    /** An instant as PHP's {@code date('c')} writes it. */
    static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Whole seconds as a whole number, others with microseconds. */
    private static Number seconds(Duration duration) {
        return duration.getNano() == 0
                ? duration.getSeconds()
                : BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9))
                        .setScale(6, RoundingMode.DOWN);
    }
}

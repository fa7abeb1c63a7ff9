package io.portalbots.sandbox.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code time} block of an answer. Times in seconds with a fraction. No operating-time keys: that limit is off. */
record Timing(Instant start, Instant finish) {

    static Timing since(Instant start, Clock clock) {
        return new Timing(start, clock.instant());
    }

    Map<String, Object> block() {
        var duration = Duration.between(start, finish).toNanos() / 1e9;
        var block = new LinkedHashMap<String, Object>();
        block.put("start", seconds(start));
        block.put("finish", seconds(finish));
        block.put("duration", duration);
        block.put("processing", duration);
        block.put("date_start", date(start));
        block.put("date_finish", date(finish));
        return block;
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }
}

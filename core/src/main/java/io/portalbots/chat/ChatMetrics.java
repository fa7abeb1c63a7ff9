package io.portalbots.chat;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What chats tell Prometheus. No label grows with the number of tenants; one grows with that of plugins. */
public final class ChatMetrics {

    private static final long[] ANSWER_MILLIS = {
        5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 2500, 5000, 10_000, 60_000
    };

    private final MeterRegistry meters;
    private final DistributionSummary groups;
    private final Timer answers;

    public ChatMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.groups = meters.summary("portalbots.event.group.size");
        this.answers = Timer.builder("portalbots.answer")
                .serviceLevelObjectives(Arrays.stream(ANSWER_MILLIS)
                        .mapToObj(Duration::ofMillis)
                        .toArray(Duration[]::new))
                .register(meters);
    }

    /**
     * {@code portalbots_events_total{event="ONIMBOTMESSAGEADD",outcome="kept|doubled|rejected|spooled|refused|dropped|handled|retried|
     * postponed|parked"}};
     * {@code spooled} ones are kept later, or {@code rejected}, if they could not be checked at once and are false, or {@code
     * dropped}, if the database never takes them or nobody can read them any more.
     */
    public void event(EventName name, String outcome) {
        meters.counter("portalbots.events", "event", name.name(), "outcome", outcome)
                .increment();
    }

    /** {@code portalbots_event_group_size}: how many events one statement stored. */
    public void group(int size) {
        groups.record(size);
    }

    /**
     * {@code portalbots_answers_total{outcome="sent|refused|silence|known|again"}}; {@code known} was sent when its event was
     * handled before, {@code again} may be on the portal twice.
     */
    void answer(String outcome) {
        meters.counter("portalbots.answers", "outcome", outcome).increment();
    }

    /**
     * {@code portalbots_answer_seconds}: from when an event came here to when the portal had the first thing said to it; of
     * an event that was tried again the whole time.
     */
    void answered(Duration since) {
        answers.record(since);
    }

    /** The events that are counted by name; a sender can invent others, so those share one. */
    public enum EventName {
        ONAPPINSTALL,
        ONAPPUNINSTALL,
        ONAPPUPDATE,
        ONAPPPAYMENT,
        ONIMBOTMESSAGEADD,
        ONIMCOMMANDADD,
        ONIMBOTJOINCHAT,
        ONIMBOTDELETE,
        OTHER;

        private static final Map<String, EventName> NAMES =
                Arrays.stream(values()).collect(Collectors.toMap(EventName::name, Function.identity()));

        /** The constant called {@code name}, or {@link #OTHER}. */
        public static EventName of(String name) {
            return NAMES.getOrDefault(name, OTHER);
        }
    }

    /**
     * {@code portalbots_frames_total{outcome="opened|again|submitted|outdated|refused"}}; {@code again} is a session used before,
     * {@code outdated} a way to an app that has no frame any more.
     */
    void frame(String outcome) {
        meters.counter("portalbots.frames", "outcome", outcome).increment();
    }

    Timer.Sample calling() {
        return Timer.start(meters);
    }

    /**
     * {@code portalbots_plugin_calls_seconds{plugin="echo",call="message|command|greeting|frame|submit",outcome=
     * "done|failed|unsaid|overdue|busy|open|disabled"}}.
     */
    void called(Timer.Sample since, String plugin, String call, String outcome) {
        since.stop(meters.timer("portalbots.plugin.calls", "plugin", plugin, "call", call, "outcome", outcome));
    }
}

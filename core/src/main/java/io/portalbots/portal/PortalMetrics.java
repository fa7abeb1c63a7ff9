package io.portalbots.portal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.portalbots.tenant.PortalUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What calls outward tell Prometheus. Methods are ours to name; an error that we do not know counts as OTHER. Meters are kept
 * at hand, because to look one up costs more than to count.
 */
public final class PortalMetrics {

    private static final Set<String> OF_METHODS = Set.of(
            "BOT_ID_ERROR",
            "APP_ID_ERROR",
            "CHAT_APP_ID_ERROR",
            "COMMAND_ID_ERROR",
            "MAX_COUNT_ERROR",
            "IFRAME_HTTPS",
            "HASH_ERROR",
            "PARAMS_ERROR",
            "LANG_ERROR",
            "WRONG_REQUEST");

    private final MeterRegistry meters;
    private final Map<List<String>, Counter> commands = new ConcurrentHashMap<>();
    private final Map<List<String>, Timer> calls = new ConcurrentHashMap<>();
    private final Map<Urgency, Timer> waits = new ConcurrentHashMap<>();

    public PortalMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** {@code portalbots_portal_calls_seconds{method="imbot.app.register",error="none|silence|HASH_ERROR|OTHER"}}. */
    Reply timed(String method, Supplier<Reply> call) {
        var since = System.nanoTime();
        var error = "silence";
        try {
            var reply = call.get();
            error = error(reply);
            return reply;
        } finally {
            calls.computeIfAbsent(
                            List.of(method, error),
                            tags -> meters.timer(
                                    "portalbots.portal.calls", "method", tags.get(0), "error", tags.get(1)))
                    .record(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    /** {@code portalbots_portal_commands_total{method="imbot.app.register",error="none|silence|HASH_ERROR|OTHER"}}: in batches. */
    void commanded(String method, Optional<Reply> reply) {
        var error = reply.map(PortalMetrics::error).orElse("silence");
        commands.computeIfAbsent(
                        List.of(method, error),
                        tags -> meters.counter(
                                "portalbots.portal.commands", "method", tags.get(0), "error", tags.get(1)))
                .increment();
    }

    private static String error(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> "none";
            case Reply.Failure failure -> isKnown(failure.error()) ? failure.error() : Reply.OTHER;
        };
    }

    /** {@code portalbots_budget_waits_seconds{urgency="person|reconcile|probe"}}: until a call's turn came. */
    void waited(Urgency urgency, Duration wait) {
        waits.computeIfAbsent(urgency, any -> meters.timer("portalbots.budget.waits", "urgency", urgency.word()))
                .record(wait);
    }

    /** {@code portalbots_budget_refused_total{by="portal"}}: calls that a portal found too many. */
    void refused() {
        meters.counter("portalbots.budget.refused", "by", "portal").increment();
    }

    /** {@code portalbots_budget_refused_total{by="us"}}: calls whose turn would have come, or came, too late. */
    void sentAway() {
        meters.counter("portalbots.budget.refused", "by", "us").increment();
    }

    /** {@code portalbots_exchanges_dropped_total}: calls to portals that the operator's log does not have. */
    public void exchangesDropped(long count) {
        meters.counter("portalbots.exchanges.dropped").increment((double) count);
    }

    private static boolean isKnown(String error) {
        return OF_METHODS.contains(error) || SystemError.of(error).isPresent();
    }

    /** {@code portalbots_token_refreshes_total{outcome="granted|refused|silence"}}. */
    <T> T refreshing(Supplier<T> refresh, java.util.function.Predicate<T> granted) {
        try {
            var answer = refresh.get();
            refreshed(granted.test(answer) ? "granted" : "refused");
            return answer;
        } catch (PortalUnavailableException e) {
            refreshed("silence");
            throw e;
        }
    }

    private void refreshed(String outcome) {
        meters.counter("portalbots.token.refreshes", "outcome", outcome).increment();
    }
}

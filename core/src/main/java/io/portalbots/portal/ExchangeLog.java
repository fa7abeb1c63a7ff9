package io.portalbots.portal;

import io.portalbots.tenant.Exchange;
import io.portalbots.tenant.Exchanges;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Hands on what we asked for a tenant and what was answered, without anything secret. */
public final class ExchangeLog {

    private final Consumer<Exchange> log;
    private final Clock clock;

    public ExchangeLog(Exchanges exchanges, Clock clock) {
        this(exchanges::happened, clock);
    }

    private ExchangeLog(Consumer<Exchange> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** One that forgets. */
    static ExchangeLog none() {
        return new ExchangeLog(exchange -> {}, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /**
     * What is asked.
     *
     * @param cause what for, such as {@code reconcile}
     * @param shown what of it may be kept
     */
    record Question(Tenant tenant, String cause, String method, Map<String, String> shown) {

        static Question of(Tenant tenant, String cause, String method, Map<String, ?> parameters) {
            return new Question(tenant, cause, method, Exchange.redacted(parameters));
        }
    }

    /** Asks, and remembers what was said to it; silence too. */
    <T> T asked(Question question, Supplier<T> call, Function<T, String> said) {
        var at = clock.instant();
        var since = System.nanoTime();
        try {
            var answer = call.get();
            remember(question, at, since, said.apply(answer));
            return answer;
        } catch (PortalUnavailableException e) {
            remember(question, at, since, "none: " + e.getMessage());
            throw e;
        }
    }

    private void remember(Question question, Instant at, long since, String answer) {
        log.accept(new Exchange(
                question.tenant().id(),
                at,
                question.method(),
                question.cause(),
                question.shown(),
                answer,
                Duration.ofNanos(System.nanoTime() - since)));
    }
}

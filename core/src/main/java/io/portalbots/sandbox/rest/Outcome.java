package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Php;
import io.portalbots.sandbox.wire.PhpJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What comes of a request.
 *
 * @param error the code of the whole request's error; empty for success
 * @param body the envelope
 * @param client the application that called, once it is known
 * @param processing how long the method took
 */
public record Outcome(
        int status, String error, Map<String, Object> body, Optional<String> client, Duration processing) {

    /** What no caller was known for. */
    public static Outcome refused(Answer.Failure failure) {
        return new Outcome(failure.status(), failure.error(), failure.envelope(), Optional.empty(), Duration.ZERO);
    }

    /** The answer of something that is no portal and so has neither modes nor limits. */
    public static Outcome of(Answer answer, Instant start, Instant finish) {
        return of(new Done(answer, Timing.since(start, finish)), Optional.empty(), new PhpJson(false));
    }

    static Outcome of(Done done, Optional<String> client, PhpJson php) {
        var processing = done.timing().processing();
        return switch (done.answer()) {
            case Answer.Result result -> new Outcome(200, "", Php.map(php.of(done.parts())), client, processing);
            case Answer.Failure failure ->
                new Outcome(failure.status(), failure.error(), failure.envelope(), client, processing);
        };
    }
}

package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.Php;
import io.portalbots.sandbox.wire.PhpForm;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code batch}: up to 50 commands {@code method?query}, one after the other. Answers with success even if every command
 * failed [docs: how-to-call-rest-api/batch].
 *
 * <pre>{@code
 * POST /rest/batch   {"halt": 0, "cmd": {"bot": "imbot.register?CODE=...", "app": "imbot.app.register?BOT_ID=$result[bot]..."}}
 * 200  {"result": {"result": {...}, "result_error": {...}, "result_total": [], "result_next": [], "result_time": {...}}}
 * }</pre>
 */
final class Batch {

    private static final int MOST = 50;

    private final Methods methods;
    private final Clock clock;

    Batch(Methods methods, Clock clock) {
        this.methods = methods;
        this.clock = clock;
    }

    /** How many commands a batch has. */
    static int size(Params params) {
        return Php.map(params.raw("CMD")).size();
    }

    /** The methods that a batch's commands name. */
    static List<String> names(Params params) {
        return Php.items(params.raw("CMD")).stream()
                .map(command -> name(Php.text(command)))
                .toList();
    }

    /** Runs the commands; {@code seen} hears the name of each method tried. */
    Answer run(Portal portal, Caller caller, Params params, Consumer<String> seen) {
        var halt = !Php.empty(params.raw("HALT"));
        var outcome = new Outcome();
        var number = 0;
        for (var command : Php.map(params.raw("CMD")).entrySet()) {
            if (command.getValue() instanceof String text) {
                number++;
                var start = clock.instant();
                var answer = number > MOST ? tooMany() : one(portal, caller, text, outcome, seen);
                outcome.add(command.getKey(), answer, Timing.since(start, clock));
                if (halt && answer instanceof Answer.Failure) {
                    break;
                }
            }
        }
        return new Answer.Result(outcome.answer());
    }

    private Answer one(Portal portal, Caller caller, String command, Outcome outcome, Consumer<String> seen) {
        var parts = command.split("\\?", 2);
        var name = name(command);
        seen.accept(name);
        if (name.toLowerCase(Locale.ROOT).equals("batch")) {
            return Answer.failure(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
        }
        var sent = PhpForm.decode(parts.length > 1 ? parts[1] : "");
        var params = RestApi.forMethod(new Params(outcome.references().resolve(sent)));
        return methods.find(name)
                .map(method -> method.call(new Call(portal, caller, params)))
                .orElseGet(RestApi::methodNotFound);
    }

    private static String name(String command) {
        return command.split("\\?", 2)[0].strip().replaceFirst("(?i)\\.json$", "");
    }

    private static Answer tooMany() {
        return Answer.refused("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    }

    /** What the commands gave so far. */
    private static final class Outcome {

        private final Map<String, Object> results = new LinkedHashMap<>();
        private final Map<String, Object> errors = new LinkedHashMap<>();
        private final Map<String, Object> times = new LinkedHashMap<>();

        void add(String key, Answer answer, Timing timing) {
            switch (answer) {
                case Answer.Result result -> {
                    results.put(key, result.value());
                    times.put(key, timing.block());
                }
                case Answer.Failure failure -> errors.put(key, failure.envelope());
            }
        }

        References references() {
            return new References(
                    Map.of("result", results, "error", errors, "time", times, "total", Map.of(), "next", Map.of()));
        }

        Map<String, Object> answer() {
            var answer = new LinkedHashMap<String, Object>();
            answer.put("result", results);
            answer.put("result_error", errors);
            answer.put("result_total", Map.of());
            answer.put("result_next", Map.of());
            answer.put("result_time", times);
            return answer;
        }
    }
}

package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.Php;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code batch}: up to 50 commands {@code method?query}, one after the other, each charged to its own method's running
 * time. Answers with success even if every command failed [docs: how-to-call-rest-api/batch]
 * [src: rest/classes/general/rest_provider.php].
 *
 * <pre>{@code
 * POST /rest/batch   {"halt": 0, "cmd": {"bot": "imbot.register?CODE=...", "app": "imbot.app.register?BOT_ID=$result[bot]..."}}
 * 200  {"result": {"result": {...}, "result_error": {...}, "result_total": [], "result_next": [], "result_time": {...}}}
 * }</pre>
 */
final class Batch {

    private static final int MOST = 50;
    private static final Set<String> NOT_NESTED = Set.of("batch", "download", "upload");

    private final Methods methods;
    private final Calls calls;

    Batch(Methods methods, Calls calls) {
        this.methods = methods;
        this.calls = calls;
    }

    /** The methods that a batch's commands name. */
    static List<String> names(Params params) {
        return Php.items(params.upperCased().raw("CMD")).stream()
                .map(command -> BatchCommand.methodOf(Php.text(command)))
                .toList();
    }

    /** Runs the commands; {@code seen} hears the name of each method tried. */
    Done run(Call batch, Meter meter, Instant arrival, Consumer<String> seen) {
        var begun = meter.now();
        var halt = !Php.empty(batch.params().raw("HALT"));
        var gathered = new Gathered();
        var place = 0;
        for (var entry : Php.map(batch.params().raw("CMD")).entrySet()) {
            place++;
            if (place > MOST) {
                gathered.add(entry.getKey(), refused(SystemError.ERROR_BATCH_LENGTH_EXCEEDED, batch, meter));
            } else if (entry.getValue() instanceof String text) {
                var command = BatchCommand.of(text);
                seen.accept(command.method());
                gathered.add(entry.getKey(), one(batch, command, gathered, meter));
            }
            if (halt && gathered.hasError(entry.getKey())) {
                break;
            }
        }
        var timing = new Timing(arrival, begun, meter.now(), calls.unspent(batch, arrival));
        return new Done(new Answer.Result(gathered.result()), timing);
    }

    /** In the order of a single call: the method exists, its scope is granted, it runs. */
    private Done one(Call batch, BatchCommand command, Gathered gathered, Meter meter) {
        if (NOT_NESTED.contains(command.method().toLowerCase(Locale.ROOT))) {
            return refused(SystemError.ERROR_BATCH_METHOD_NOT_ALLOWED, batch, meter);
        }
        if (methods.find(command.method()).isEmpty()) {
            return refused(SystemError.ERROR_METHOD_NOT_FOUND, batch, meter);
        }
        if (!Scopes.allow(batch.caller().scope(), command.method())) {
            return Done.refused(SystemError.INSUFFICIENT_SCOPE.withoutText(), meter);
        }
        var params = new References(gathered.parts()).resolve(command.params());
        var call = Call.of(batch.portal(), batch.caller(), new Params(params));
        return calls.make(call, command.method(), meter, meter.now());
    }

    private static Done refused(SystemError error, Call batch, Meter meter) {
        return Done.refused(error.at(batch.portal()), meter);
    }
}

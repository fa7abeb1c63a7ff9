package io.portalbots.portal;

import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are made together, and what is known of each. A call is open until there is an outcome. What a portal says of
 * a call that refers to one without a result says nothing about that call itself, and is not kept.
 */
final class BatchWork {

    private static final Pattern REFERENCE = Pattern.compile(Call.resultOf(0).replace("0%5D", "([0-9]{1,2})%5D"));

    private final List<Call> calls;
    private final @Nullable Outcome[] outcomes;

    BatchWork(List<Call> calls) {
        this.calls = calls;
        this.outcomes = new Outcome[calls.size()];
    }

    void came(int position, Outcome outcome) {
        outcomes[position] = outcome;
    }

    /** Leaves the calls without outcomes that are still open. */
    void silence(String why) {
        open().keySet().forEach(position -> came(position, new Outcome.Silence(why)));
    }

    int size() {
        return outcomes.length;
    }

    boolean isDone() {
        return Stream.of(outcomes).allMatch(Objects::nonNull);
    }

    /** Whether anything is known of any call. */
    boolean knowsAny() {
        return Stream.of(outcomes).anyMatch(outcome -> outcome != null && !(outcome instanceof Outcome.Silence));
    }

    List<Outcome> outcomes() {
        return Stream.of(outcomes).map(Objects::requireNonNull).toList();
    }

    /** The calls that are still open, by position. */
    SortedMap<Integer, Call> open() {
        var open = new TreeMap<Integer, Call>();
        for (var position = 0; position < outcomes.length; position++) {
            if (outcomes[position] == null) {
                open.put(position, calls.get(position));
            }
        }
        return open;
    }

    /** The open calls as a request. */
    Request request() {
        var open = new TreeMap<Integer, Call>();
        var isRepeated = Stream.of(outcomes).anyMatch(outcome -> outcome instanceof Outcome.Result);
        open().forEach((position, call) -> open.put(position, isRepeated ? spliced(call) : call));
        var first = open.firstEntry().getValue();
        return open.size() == 1 && references(first).isEmpty() ? new Request.Alone(first) : new Request.Together(open);
    }

    /** With ids in place of references to calls that have their results, and are not sent with it. */
    private Call spliced(Call call) {
        var query = REFERENCE
                .matcher(call.query())
                .replaceAll(match -> hasResult(Integer.parseInt(match.group(1)))
                        ? FormQuery.encoded(text(Integer.parseInt(match.group(1))))
                        : match.group());
        return new Call(call.method(), query, call.shown());
    }

    private boolean hasResult(int position) {
        return position < outcomes.length && outcomes[position] instanceof Outcome.Result;
    }

    private String text(int position) {
        return outcomes[position] instanceof Outcome.Result result ? String.valueOf(result.value()) : "";
    }

    private static Collection<Integer> references(Call call) {
        return REFERENCE
                .matcher(call.query())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }

    /** Puts right what is known of calls that refer to others, once each was answered as it was. */
    void settle() {
        if (Stream.of(outcomes).allMatch(outcome -> outcome instanceof Outcome.Result)) {
            return;
        }
        for (var position = 0; position < outcomes.length; position++) {
            if (!hasResult(position)) {
                settle(position);
            }
        }
    }

    private void settle(int position) {
        for (var other : references(calls.get(position))) {
            if (other < position) {
                outcomes[position] = behind(other, outcomes[position]);
            }
        }
    }

    private @Nullable Outcome behind(int other, @Nullable Outcome outcome) {
        return switch (outcomes[other]) {
            case null -> outcome instanceof Outcome.Silence ? outcome : null;
            case Outcome.Silence silence -> without(other, silence.why());
            case Outcome.Failure failure
            when outcome == null -> without(other, "the portal answers " + failure.error());
            case Outcome.Failure failure -> outcome;
            case Outcome.Result result -> outcome;
        };
    }

    private Outcome.Silence without(int other, String why) {
        return new Outcome.Silence("it needs what " + calls.get(other).method() + " did not give: " + why);
    }
}

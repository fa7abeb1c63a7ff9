package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Disputed;
import io.portalbots.sandbox.rest.Timing.Operating;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes calls that are allowed: within their caller's running time, each timed. */
final class Calls {

    private final Methods methods;
    private final Limiter limiter;

    Calls(Methods methods, Limiter limiter) {
        this.methods = methods;
        this.limiter = limiter;
    }

    /** Makes a call of a method that exists; {@code start} is when its request, or its place in a batch, began. */
    Done make(Call call, String method, Meter meter, Instant start) {
        var begun = meter.now();
        if (limiter.isSpent(call, method, begun)) {
            return Done.refused(SystemError.OPERATION_TIME_LIMIT.at(call.portal()), meter);
        }
        var answer = methods.find(method).orElseThrow().call(call);
        var cost = call.portal().traits().limits().costOf(method);
        meter.take(cost);
        var operating = limiter.spend(call, method, begun, cost);
        return new Done(withIds(call, answer), new Timing(start, begun, meter.now(), operating));
    }

    /** What is said of the running time of a batch, which is charged to nobody. */
    Optional<Operating> unspent(Call batch, Instant start) {
        return batch.portal().traits().limits().isOn()
                ? Optional.of(new Operating(Duration.ZERO, new OperatingTime().resetsAt(start)))
                : Optional.empty();
    }

    private static Answer withIds(Call call, Answer answer) {
        return answer instanceof Answer.Result result
                        && call.portal().traits().disputed().ids() == Disputed.Ids.STRING
                ? new Answer.Result(Ids.asTexts(result.value()))
                : answer;
    }
}

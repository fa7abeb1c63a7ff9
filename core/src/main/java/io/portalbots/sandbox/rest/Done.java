package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Php;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call that was made, and how long it took. */
record Done(Answer answer, Timing timing) {

    /** A call that was not made. */
    static Done refused(Answer.Failure failure, Meter meter) {
        return new Done(failure, Timing.since(meter.now(), meter.now()));
    }

    boolean isFailure() {
        return answer instanceof Answer.Failure;
    }

    /**
     * What stands beside each other in an envelope: {@code result}, {@code next} and {@code total} if it is a page,
     * {@code time}; or {@code error} alone. A method that pages says {@code next} and {@code total} within its result,
     * and the server takes them out of it [src: rest/classes/general/rest.php].
     */
    Map<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        switch (answer) {
            case Answer.Result(Map<?, ?> map) -> {
                var result = Php.map(map);
                parts.put("result", result);
                move("next", result, parts);
                move("total", result, parts);
                parts.put("time", timing.block());
            }
            case Answer.Result(var value) -> {
                parts.put("result", value);
                parts.put("time", timing.block());
            }
            case Answer.Failure failure -> parts.put("error", failure.envelope());
        }
        return parts;
    }

    private static void move(String name, Map<String, Object> result, Map<String, Object> parts) {
        if (result.containsKey(name)) {
            parts.put(name, Php.integer(result.remove(name)));
        }
    }
}

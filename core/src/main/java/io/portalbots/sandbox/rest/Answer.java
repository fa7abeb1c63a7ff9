package io.portalbots.sandbox.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a REST method answers. Match errors on their code, never on the text. */
public sealed interface Answer {

    /** Success: whatever the method gives, made of maps, lists, strings, numbers, booleans, {@code null}. */
    record Result(@Nullable Object value) implements Answer {}

    /** The result of a method that has nothing to tell. */
    Answer NOTHING = new Result(null);

    /**
     * Failure.
     *
     * @param status HTTP status when it is the answer to a whole request
     * @param extra keys that accompany some errors, such as {@code argument}
     */
    record Failure(int status, String error, String description, Map<String, Object> extra) implements Answer {

        /** The error envelope, which has no {@code time}. */
        public Map<String, Object> envelope() {
            var envelope = new LinkedHashMap<String, Object>();
            envelope.put("error", error);
            envelope.put("error_description", description);
            envelope.putAll(extra);
            return envelope;
        }
    }

    /** The usual failure of a method: status 400. */
    static Failure refused(String error, String description) {
        return failure(400, error, description);
    }

    /** A failure with another status. */
    static Failure failure(int status, String error, String description) {
        return new Failure(status, error, description, Map.of());
    }

    /** A method that is not for this caller, or not for anybody like that. */
    static Failure denied(String why) {
        return failure(403, "ACCESS_DENIED", "Access denied! " + why);
    }

    /** A failure for a parameter that is not there. */
    static Failure argument(String name) {
        return argument(name, "Argument '" + name + "' is null or empty");
    }

    /** A failure that names a parameter. */
    static Failure argument(String name, String text) {
        return new Failure(400, "ERROR_ARGUMENT", text, Map.of("argument", name));
    }
}

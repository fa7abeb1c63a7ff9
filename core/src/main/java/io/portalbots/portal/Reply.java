package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a portal answered to a method. Read with patience: ids come as numbers and as strings, an empty map as {@code []},
 * an error with any status, 200 too, and sometimes without a code.
 */
sealed interface Reply {

    /** An error that says no more, or whose code is none. */
    String OTHER = "OTHER";

    Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    /**
     * Reads an answer.
     *
     * @param portal to be named
     * @throws PortalUnavailableException if it is of no method: without a result, or with a status of a broken server
     */
    static Reply of(String portal, Http.Answer answer) {
        var code = errorCode(answer.body());
        if (code != null && (answer.status() < 500 || SystemError.reaction(code) != Reaction.TELL)) {
            return new Failure(code);
        }
        if (answer.status() != 200) {
            throw new PortalUnavailableException(portal + " answers status " + answer.status());
        }
        return new Result(answer.body().getValue("result"));
    }

    /** The code of the error that is answered; null if none is. */
    static @Nullable String errorCode(JsonObject body) {
        var error = body.getValue("error");
        if (error == null) {
            return null;
        }
        var code = error.toString().strip();
        return CODE.matcher(code).matches() ? code : OTHER;
    }

    /** {@code result} as it came. */
    record Result(@Nullable Object value) implements Reply {

        /** The id that was answered, if it is one. */
        OptionalLong id() {
            return switch (value) {
                case Integer number when number >= 0 -> OptionalLong.of(number);
                case Long number when number >= 0 -> OptionalLong.of(number);
                case String text when text.matches("[0-9]{1,18}") -> OptionalLong.of(Long.parseLong(text));
                case null, default -> OptionalLong.empty();
            };
        }

        /**
         * The id that has to be there.
         *
         * @throws PortalUnavailableException if it is not
         */
        long requiredId() {
            return id().orElseThrow(() -> new PortalUnavailableException("the portal answered no id"));
        }

        /** The map that was answered; an empty one in place of anything else. */
        JsonObject object() {
            return value instanceof JsonObject object ? object : new JsonObject();
        }
    }

    /** An error. Its description is not kept: it can repeat every field, HASH included. */
    record Failure(String error) implements Reply {}
}

package io.portalbots.portal;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a portal answered to a method. */
sealed interface Reply {

    /** {@code result} as it came; portals send ids as numbers and as strings. */
    record Result(@Nullable Object value) implements Reply {

        /** The id that was answered, if it is one. */
        OptionalLong id() {
            return switch (value) {
                case Number number -> OptionalLong.of(number.longValue());
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

        JsonObject object() {
            return value instanceof JsonObject object ? object : new JsonObject();
        }
    }

    /** An error the portal documents. Its description is not kept: it can repeat every field, HASH included. */
    record Failure(String error) implements Reply {}
}

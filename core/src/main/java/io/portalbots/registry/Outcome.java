package io.portalbots.registry;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a portal answered to one call. */
public sealed interface Outcome {

    /**
     * It was done.
     *
     * @param value {@code result} as it came: a number, a text, a truth, a {@code List} or a {@code Map}, or nothing
     */
    record Result(@Nullable Object value) implements Outcome {

        /** The id that was answered, as a number or as digits, if it is one. */
        public OptionalLong id() {
            return switch (value) {
                case Integer number when number >= 0 -> OptionalLong.of(number);
                case Long number when number >= 0 -> OptionalLong.of(number);
                case String text when text.matches("[0-9]{1,18}") -> OptionalLong.of(Long.parseLong(text));
                case null, default -> OptionalLong.empty();
            };
        }
    }

    /** It was refused, by a code that the portal documents. Descriptions are not kept: they can repeat a HASH. */
    record Failure(String error) implements Outcome {}

    /**
     * Nobody can say whether it was done: the answer did not come, or the portal is at fault, busy or slow.
     *
     * @param why for people
     */
    record Silence(String why) implements Outcome {}
}

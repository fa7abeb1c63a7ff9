package io.portalbots.sandbox.rest;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JS methods of the old messenger, and what their parameter may be. The messenger evaluates the stored text, so
 * these alphabets are the barrier against injection: never widen them. The patterns take time in proportion to the text
 * and no stack, however long it is.
 */
enum JsMethod {
    /** Puts a text into the message box. */
    PUT(Text.BY_REFERENCE, Text.AS_SEEN),
    /** Sends a text in the person's name. */
    SEND(Text.BY_REFERENCE, Text.AS_SEEN),
    /** Dials a number. */
    CALL("(?=[^0-9]*+[0-9])[0-9 ()#+-]++", "(?<![0-9 ()#+-])[0-9 ()#+-]++$"),
    /** Opens the dialog of the Open Channel with that code. */
    SUPPORT("[0-9a-fA-F]{32}", "[0-9a-fA-F]{32}$");

    /** A slash and a command, then perhaps its parameters. */
    private static final class Text {
        /** A slash is a symbol like others [seed]. */
        static final String BY_REFERENCE = "/[A-Za-z0-9_+/-](?:[A-Za-z0-9_+/ -]*+(?<! ))?";

        /** No slash inside, one blank at a time, two symbols at least [src]. */
        static final String AS_SEEN = "/[A-Za-z0-9_+-]{2,}+(?:\\s[A-Za-z0-9_+-]++)*+";
    }

    private final Pattern byReference;
    private final Pattern asSeen;

    JsMethod(String byReference, String asSeen) {
        this.byReference = Pattern.compile(byReference);
        this.asSeen = Pattern.compile(asSeen);
    }

    /** The method of that name, which is upper case. */
    static Optional<JsMethod> of(String name) {
        return Stream.of(values()).filter(method -> method.name().equals(name)).findFirst();
    }

    /** The parameter, if all of it has the form that the reference names [seed]. */
    Optional<String> whole(String sent) {
        return Optional.of(sent).filter(text -> byReference.matcher(text).matches());
    }

    /** The first part of the parameter that a portal can use; it drops the rest [src: im/classes/general/im_rest.php]. */
    Optional<String> part(String sent) {
        return asSeen.matcher(sent).results().map(MatchResult::group).findFirst();
    }
}

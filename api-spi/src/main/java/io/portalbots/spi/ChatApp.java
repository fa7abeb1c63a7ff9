package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One app as people see it in the messenger: a button with a name, offered to an audience, that does one thing.
 * Says nothing about how a portal is told of it; that is the platform's business.
 *
 * @param code identifies the app within its plugin, 1 to 50 of {@code a-z 0-9 - _}
 * @param action what a click does
 * @param audience where and for whom the app is there
 * @param labels by two-letter language code; at least {@code en}, because a portal answers {@code LANG_ERROR} to
 *     a visible app without phrases
 * @param icon its picture above the message box; without one the app is an entry of the 'Applications for chat' menu
 */
public record ChatApp(String code, Action action, Audience audience, Map<String, Label> labels, Optional<Icon> icon) {

    private static final Pattern CODE = Pattern.compile("[a-z0-9_-]{1,50}");

    public ChatApp {
        check(CODE.matcher(code).matches(), "code", "must match " + CODE, code);
        labels = Rules.labels("labels", labels);
    }

    /** An app without a picture. */
    public ChatApp(String code, Action action, Audience audience, Map<String, Label> labels) {
        this(code, action, audience, labels, Optional.empty());
    }

    public ChatApp with(Icon picture) {
        return new ChatApp(code, action, audience, labels, Optional.of(picture));
    }

    /** What a click does. Sealed: the platform handles every kind, a plugin only picks one. */
    public sealed interface Action {

        /**
         * Puts a command into the message box, for the person to complete.
         *
         * @param command such as {@code /poll create}: words of two or more of {@code A-Z a-z 0-9 - + _}, after one
         *     slash, with single spaces between them. Narrower than the reference, which allows an inner slash and a
         *     one-letter name, because portals cut the first and refuse the second
         */
        record Put(String command) implements Action {
            public Put {
                Rules.command("command", command);
            }
        }

        /** Sends a command to the chat in the person's name; the alphabet is that of {@link Put}. */
        record Send(String command) implements Action {
            public Send {
                Rules.command("command", command);
            }
        }

        /** Dials {@code number}: an optional {@code +}, then digits, spaces and {@code - ( ) #}; at least one digit. */
        record Call(String number) implements Action {
            public Call {
                Rules.phone("number", number);
            }
        }

        /** Opens the support chat of an Open Channel, named by its code of 32 hexadecimal characters. */
        record Support(String lineCode) implements Action {
            public Support {
                Rules.lineCode("lineCode", lineCode);
            }
        }

        /**
         * Opens a page of the plugin in a frame; the platform asks {@link ChatPlugin#frame} for it. The space may be
         * smaller than wished: design for 250x50.
         *
         * @param width wished width in CSS pixels, 250 or more
         * @param height wished height in CSS pixels, 50 or more
         * @param popup whether the window can be moved and survives a change of dialog
         * @param hidden whether the app is kept off the panel, to be opened by buttons of messages only
         */
        record Iframe(int width, int height, boolean popup, boolean hidden) implements Action {
            public Iframe {
                check(width >= 250 && width <= 4096, "width", "must be 250 to 4096 pixels", width);
                check(height >= 50 && height <= 4096, "height", "must be 50 to 4096 pixels", height);
            }

            public Iframe(int width, int height) {
                this(width, height, false, false);
            }
        }
    }
}

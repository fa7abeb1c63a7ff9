package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.regex.Pattern;

/**
 * A button under a message, or an item of its menu.
 *
 * @param text what stands on it, 1 to 100 characters
 * @param effect what a press does
 * @param startsRow whether it begins a new row; in a menu each item does anyway
 */
public record Button(String text, Effect effect, boolean startsRow) {

    static final int LONGEST = 100;

    /** What a press does. Sealed: the platform handles every kind, a plugin only picks one. */
    public sealed interface Effect {

        /** Opens a page; {@code url} begins with {@code https://}, {@code http://} or {@code /} (on the portal). */
        record Link(String url) implements Effect {
            private static final Pattern URL = Pattern.compile("(/|https?://).*");

            public Link {
                check(URL.matcher(url).matches(), "url", "must begin with / or http(s)://", url);
            }
        }

        /**
         * Opens the plugin's frame app {@code appCode}.
         *
         * @param key handed to the page as {@link FrameVisit#buttonKey}: 1 to 100 of {@code A-Z a-z 0-9 . _ : -}. It
         *     passes through the person's browser, so it names something and proves nothing
         */
        record Open(String appCode, String key) implements Effect {
            private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

            public Open {
                check(KEY.matcher(key).matches(), "key", "must match " + KEY, key);
            }
        }

        /** Puts text into the message box. */
        record Put(String text) implements Effect {}

        /** Sends text to the chat in the person's name. */
        record Send(String text) implements Effect {}

        /** Dials a number. */
        record Call(String number) implements Effect {
            public Call {
                Rules.phone("number", number);
            }
        }

        /** Opens the support chat of an Open Channel. */
        record Support(String lineCode) implements Effect {
            public Support {
                Rules.lineCode("lineCode", lineCode);
            }
        }

        /** Runs one of the plugin's commands; nothing is posted in the person's name. */
        record Run(String word, String params) implements Effect {}
    }

    public Button {
        Rules.text("text", text, LONGEST);
    }

    public Button(String text, Effect effect) {
        this(text, effect, false);
    }

    public Button inNewRow() {
        return new Button(text, effect, true);
    }
}

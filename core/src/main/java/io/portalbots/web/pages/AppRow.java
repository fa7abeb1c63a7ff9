package io.portalbots.web.pages;

import java.time.Instant;
import java.util.Optional;

/**
 * One app on the page.
 *
 * @param where in which chats it is
 * @param state how it stands
 * @param since when that began, if it is known
 * @param wanted whether the switch is on
 */
public record AppRow(
        String code, String title, String where, Tone tone, String state, Optional<Instant> since, boolean wanted) {

    /** How good the news are. */
    public enum Tone {
        GOOD,
        WAITING,
        BAD,
        OFF;

        /** A word for the style sheet. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}

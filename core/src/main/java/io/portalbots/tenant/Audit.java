package io.portalbots.tenant;

import java.util.Locale;

/**
 * The security log: who did what to which tenant. It is only appended to, and outlives the tenants it tells of. No line
 * holds a token.
 */
public interface Audit {

    /** Appends a line. Blocks; does not fail, whatever becomes of the line, as the deed is done. */
    void note(Line line);

    /**
     * One deed.
     *
     * @param about the tenant's id, or the application's name where the tenant is not known; empty for the platform
     * @param who did it: {@code portal}, {@code operator}, {@code platform}, or a person's number on the portal
     * @param said what there is to say, at most {@value #LONGEST} characters of one line; longer is cut
     */
    record Line(Kind kind, String about, String who, String said) {

        private static final int LONGEST = 300;

        public Line {
            about = cut(about);
            who = cut(who);
            said = cut(said);
        }

        private static String cut(String text) {
            var line = text.replaceAll("\\p{Cntrl}+", " ");
            return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
        }

        public static Line of(Kind kind, TenantId about, String who, String said) {
            return new Line(kind, about.toString(), who, said);
        }
    }

    /** What was done. */
    enum Kind {
        INSTALLED,
        UNINSTALLED,
        CHAIN_ADDED,
        CHAIN_RETIRED,
        REFRESH_LOST,
        STATE_MOVED,
        SUSPENDED,
        RESUMED,
        PURGED,
        SETTING_CHANGED,
        PLAN_APPLIED,
        BOT_RESET,
        KEYS_ROTATED,
        CLAIM_REJECTED,
        EVENT_REJECTED,
        EVENT_READ,
        EVENT_REPLAYED,
        EVENT_DISCARDED,
        FRAME_REFUSED,
        HELD,
        HOLD_APPROVED,
        HOLD_ENDED;

        /** Whether strangers can cause it as often as they like. */
        public boolean cheap() {
            return this == CLAIM_REJECTED || this == EVENT_REJECTED || this == FRAME_REFUSED;
        }

        /** As tables and people have it, such as {@code state moved}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}

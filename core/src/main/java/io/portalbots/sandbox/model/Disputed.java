package io.portalbots.sandbox.model;

/**
 * Readings that sources leave open, each a switch.
 *
 * @param knownApp what {@code imbot.app.register} answers to a CODE that its bot has already
 * @param reusedRefresh what a refresh token that was used before still does
 * @param ids how ids stand in answers
 * @param emptyMaps how an empty map stands in answers
 * @param uninstallOrder which events come first when an application is uninstalled
 */
public record Disputed(
        KnownApp knownApp, ReusedRefresh reusedRefresh, Ids ids, EmptyMaps emptyMaps, UninstallOrder uninstallOrder) {

    /** A known CODE of a chat app. */
    public enum KnownApp {
        /** Answers the old id and changes nothing [src]. */
        ADOPT,
        /** Answers {@code WRONG_REQUEST}. */
        ERROR,
        /** Makes another app of the same code. */
        DUPLICATE
    }

    /** A refresh token that was used before. */
    public enum ReusedRefresh {
        /** Answers {@code invalid_grant}. */
        DEAD,
        /** Answers the same new pair for 60 s longer: a guess. */
        GRACE
    }

    /** The JSON type of ids. */
    public enum Ids {
        /** {@code 13}. */
        NUMBER,
        /** {@code "13"}. */
        STRING
    }

    /** The JSON of an empty map. */
    public enum EmptyMaps {
        /** {@code []}, as PHP writes it. */
        LIST,
        /** An empty object. */
        OBJECT
    }

    /** The events of an uninstallation. */
    public enum UninstallOrder {
        /** ONIMBOTDELETE for each bot, then ONAPPUNINSTALL. */
        BOTS_FIRST,
        /** ONAPPUNINSTALL, then ONIMBOTDELETE for each bot. */
        APP_FIRST
    }

    /** What portals are believed to do. */
    public static final Disputed USUAL =
            new Disputed(KnownApp.ADOPT, ReusedRefresh.DEAD, Ids.NUMBER, EmptyMaps.LIST, UninstallOrder.BOTS_FIRST);
}

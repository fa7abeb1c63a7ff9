package io.portalbots.sandbox.model;

import java.util.OptionalInt;

/**
 * What can be set about a portal.
 *
 * @param language two-letter code of the portal's default language
 * @param loopbackHttp accepts plain http for frames on loopback, where https is demanded otherwise
 * @param maxBots how many bots one application may have; empty for no limit
 * @param mode whether the REST reference decides, or what portals are seen to do
 * @param disputed the readings of what neither settles
 * @param generation which messenger its people use
 * @param events how its events travel
 * @param gate whom its REST API lets in
 * @param limits how much its REST API lets itself be asked
 */
public record PortalTraits(
        String language,
        boolean loopbackHttp,
        OptionalInt maxBots,
        Mode mode,
        Disputed disputed,
        Generation generation,
        Delivery events,
        Gate gate,
        Limits limits) {

    /** Where the reference [seed] and portals [src] differ. */
    public enum Mode {
        /** The reference's rule. */
        CONTRACT,
        /** The portal's behaviour, defects included. */
        REAL
    }

    /** The messenger of a portal [docs: chats/outdated]. */
    public enum Generation {
        /** Shows chat apps. */
        OLD,
        /** Shows none; a button with an APP_ID does nothing. */
        NEW
    }

    /** What an English portal with the reference's rules does. */
    public static PortalTraits usual(boolean loopbackHttp) {
        return new PortalTraits(
                "en",
                loopbackHttp,
                OptionalInt.empty(),
                Mode.CONTRACT,
                Disputed.USUAL,
                Generation.OLD,
                Delivery.USUAL,
                Gate.OPEN,
                Limits.of(Limits.Plan.OFF));
    }

    /** Whether defects of portals are shown. */
    public boolean isReal() {
        return mode == Mode.REAL;
    }
}

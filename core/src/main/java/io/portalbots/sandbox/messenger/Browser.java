package io.portalbots.sandbox.messenger;

import java.util.Optional;

/**
 * What a frame comes to know of the person's browser, and what the person does to it.
 *
 * @param chrome whether it says it is Chrome
 * @param dark whether the messenger is in dark mode
 * @param space the room there is for a frame; empty if there is enough
 * @param tamper what the person forges, to see whether the application's page notices
 */
public record Browser(boolean chrome, boolean dark, Optional<Space> space, Optional<Tamper> tamper) {

    /** Chrome, bright and large, of an honest person. */
    public static final Browser USUAL = new Browser(true, false, Optional.empty(), Optional.empty());

    /** Room in px. */
    public record Space(int width, int height) {}

    /** A forgery of a frame's address. */
    public enum Tamper {
        /** Both signatures are made with a HASH that the app never had. */
        BAD_HASH,
        /** Both signatures are made with the HASH that the app had before its last. */
        OLD_HASH,
        /** USER_ID names another person, USER_HASH is still one's own. */
        OTHER_USER
    }

    int width(int desired) {
        return space.map(room -> Math.min(room.width(), desired)).orElse(desired);
    }

    int height(int desired) {
        return space.map(room -> Math.min(room.height(), desired)).orElse(desired);
    }
}

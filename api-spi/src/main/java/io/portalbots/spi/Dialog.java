package io.portalbots.spi;

/**
 * Where something was said.
 *
 * @param id a person's id for a private chat, {@code chat441} for a group
 */
public record Dialog(String id, Kind kind) {

    /** Kinds of dialogs; the portals' list is open, so there is a rest. */
    public enum Kind {
        PRIVATE,
        GROUP,
        LINES,
        OTHER
    }
}

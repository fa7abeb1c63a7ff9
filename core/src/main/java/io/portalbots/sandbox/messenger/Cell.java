package io.portalbots.sandbox.messenger;

/** What a {@code CONTEXT} does to an app in a dialog: a cell of the matrix. */
enum Cell {
    /** The icon is shown and works. */
    WORKS("fits"),
    /** The icon is shown, but clicks and buttons are refused. */
    REFUSED("shows its icon but refuses clicks and buttons in"),
    /** The icon is hidden, but buttons and the apps menu open the app. */
    BY_BUTTON("hides its icon but lets buttons open it in"),
    /** Neither. */
    NEVER("does not fit");

    private final String verb;

    Cell(String verb) {
        this.verb = verb;
    }

    /** Reads the sign a table uses. */
    static Cell of(char sign) {
        return switch (sign) {
            case '+' -> WORKS;
            case 'o' -> REFUSED;
            case 'b' -> BY_BUTTON;
            default -> NEVER;
        };
    }

    /** Whether the icon stands there. */
    boolean shows() {
        return this == WORKS || this == REFUSED;
    }

    /** Whether the app opens. */
    boolean opens() {
        return this == WORKS || this == BY_BUTTON;
    }

    /** Between a CONTEXT and a dialog, in a sentence. */
    String verb() {
        return verb;
    }
}

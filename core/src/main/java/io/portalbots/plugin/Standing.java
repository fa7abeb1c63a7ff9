package io.portalbots.plugin;

/**
 * Whether a plugin is called.
 *
 * @param why not; empty if it is
 */
public record Standing(State state, String why) {

    /** In the order in which it gets worse. */
    public enum State {

        /** It is called. */
        CALLED,

        /** It did not answer lately, and is tried again in a while. */
        RESTING,

        /** It is not called until its jar changes, because it would harm others. */
        DISABLED;

        /** As metrics number it. */
        public int number() {
            return switch (this) {
                case CALLED -> 0;
                case RESTING -> 1;
                case DISABLED -> 2;
            };
        }
    }

    static final Standing CALLED = new Standing(State.CALLED, "");

    public boolean called() {
        return state == State.CALLED;
    }

    @Override
    public String toString() {
        return switch (state) {
            case CALLED -> "called";
            case RESTING -> "not called for a while: " + why;
            case DISABLED -> "disabled until its jar changes: " + why;
        };
    }
}

package io.portalbots.plugin;

import org.jspecify.annotations.Nullable;

/** A plugin's code did not do its work. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What came in between. */
    public enum Kind {

        /** It threw an exception or an error, or answered nothing: the next time it will hardly be otherwise. */
        FAILED,

        /** It let pass that the portal did not answer to what it said. */
        UNSAID,

        /** It took too long; what it did meanwhile is done. */
        OVERDUE,

        /** It was not called, because it has too much to do, or has it for this tenant. */
        BUSY,

        /** It was not called, because it did not answer lately. */
        OPEN,

        /** It was not called, nor will it be before its jar changes. */
        DISABLED;

        /** Whether the same call may well succeed in a while, with nothing changed. */
        public boolean passing() {
            return this == UNSAID || this == OVERDUE || this == BUSY || this == OPEN;
        }

        /** Whether the plugin was left alone, which was told of when that began. */
        public boolean uncalled() {
            return this == OPEN || this == DISABLED;
        }

        /** As metrics call it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    PluginException(Kind kind, String plugin, String what, @Nullable Throwable cause) {
        super("plugin " + plugin + " " + what, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

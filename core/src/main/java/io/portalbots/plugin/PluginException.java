package io.portalbots.plugin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A plugin's code did not do its work. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Kind kind;
    private final Duration pause;

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

        /** It was not called, because its jar cannot be used as it is. */
        UNLOADED,

        /** It was not called, nor will it be before its jar changes. */
        DISABLED;

        /** Whether the plugin was not called, and may be in a while. */
        public boolean isForLater() {
            return this == BUSY || this == OPEN || this == UNLOADED;
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
        this(kind, plugin, what, cause, SOON);
    }

    PluginException(Kind kind, String plugin, String what, @Nullable Throwable cause, Duration pause) {
        super("plugin " + plugin + " " + what, cause);
        this.kind = kind;
        this.pause = pause;
    }

    public Kind kind() {
        return kind;
    }

    /** After how long it is worth while to call again, if it {@link Kind#isForLater}. */
    public Duration pause() {
        return pause;
    }
}

package io.portalbots.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Remembers which sessions of frames were shown. By this process, and not more than {@link #MOST}: enough to flag a
 * second look, which is mostly a person who reloads, and no proof that there was none.
 */
final class FrameReplays {

    private static final int MOST = 100_000;

    private final Cache<String, Boolean> shown;

    /** @param life of a session */
    FrameReplays(Duration life) {
        shown = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(life).build();
    }

    /** Whether {@code session} is shown for the first time. */
    boolean first(String session) {
        return shown.asMap().putIfAbsent(session, true) == null;
    }
}

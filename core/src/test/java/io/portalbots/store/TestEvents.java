package io.portalbots.store;

import io.portalbots.chat.EventLog;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.Inbox.Kept;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps events for tests of what becomes of them. */
public final class TestEvents {

    private TestEvents() {}

    /** Keeps and claims an event; empty if it was kept before. */
    public static Optional<Kept> claimed(EventLog log, Arrived event) {
        var claimed = new AtomicReference<Kept>();
        Future.fromCompletionStage(log.keep(event, true, claimed::set)).await();
        return Optional.ofNullable(claimed.get());
    }
}

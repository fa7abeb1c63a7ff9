package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.plugin.PluginException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** One attempt at an event that may be for several: what an earlier one was done with is left out. */
final class Turn {

    private final Outbox outbox;
    private final Kept event;

    Turn(Outbox outbox, Kept event) {
        this.outbox = outbox;
        this.event = event;
    }

    /**
     * Handles all parts, also after one that failed.
     *
     * @param name the same in every attempt
     * @throws PluginException what the first failed with that did, of those whose plugins were called if there are such
     */
    <T> void each(List<T> parts, Function<T, String> name, Consumer<T> handling) {
        var failures = new ArrayList<PluginException>();
        var several = parts.size() > 1;
        var finished = several && event.again() ? outbox.finished(event) : Set.<String>of();
        for (var part : parts) {
            if (!finished.contains(name.apply(part))) {
                try {
                    handling.accept(part);
                    finish(several, name.apply(part));
                } catch (PluginException e) {
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.stream()
                    .filter(failure -> !failure.kind().isForLater())
                    .findFirst()
                    .orElse(failures.getFirst());
        }
    }

    private void finish(boolean several, String part) {
        if (several) {
            outbox.finish(event, part);
        }
    }
}

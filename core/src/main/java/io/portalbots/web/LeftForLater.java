package io.portalbots.web;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.TenantId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The events that this process left for later, by dialogs, so that later ones go behind them. It forgets those of the
 * dialogs that it has known longest when there are too many: their order is lost then, and nothing else.
 */
final class LeftForLater {

    private static final int MOST = 10_000;
    private static final int MOST_OF_ONE = 100;
    private static final Duration BEHIND = Duration.ofMillis(50);

    private final Map<Dialog, Left> dialogs = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Dialog, Left> eldest) {
            return size() > MOST;
        }
    };

    private record Dialog(TenantId tenant, String name) {

        static Dialog of(Kept event) {
            return new Dialog(event.tenant(), event.dialog());
        }
    }

    /** The numbers of a dialog's events, and when the first of them is due. */
    private static final class Left {

        private final TreeSet<Long> ids = new TreeSet<>();
        private long due;
    }

    /** Adds an event that is due after {@code pause}; one without a dialog has no order. */
    synchronized void add(Kept event, Duration pause) {
        if (event.dialog().isEmpty()) {
            return;
        }
        var left = dialogs.computeIfAbsent(Dialog.of(event), any -> new Left());
        left.ids.add(event.id());
        if (left.ids.first() == event.id()) {
            left.due = System.nanoTime() + pause.toNanos();
        }
        if (left.ids.size() > MOST_OF_ONE) {
            left.ids.removeLast();
        }
    }

    /** The event is handled, or was. */
    synchronized void remove(Kept event) {
        remove(event, event.id());
    }

    /** Likewise, of another one of the same dialog. */
    synchronized void remove(Kept event, long other) {
        var left = dialogs.get(Dialog.of(event));
        if (left != null) {
            left.ids.remove(other);
            if (left.ids.isEmpty()) {
                dialogs.remove(Dialog.of(event));
            }
        }
    }

    /** The first event of the dialog, if that came before this one. */
    synchronized OptionalLong before(Kept event) {
        var left = dialogs.get(Dialog.of(event));
        return left == null || left.ids.first() >= event.id()
                ? OptionalLong.empty()
                : OptionalLong.of(left.ids.first());
    }

    /** How long it is until the first event of the dialog is due, and a little longer. */
    synchronized Duration pause(Kept event) {
        var left = dialogs.get(Dialog.of(event));
        var until = left == null ? Duration.ZERO : Duration.ofNanos(left.due - System.nanoTime());
        return until.isNegative() ? BEHIND : until.plus(BEHIND);
    }
}

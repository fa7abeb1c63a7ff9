package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of one tenant that wait, by dialogs: dialogs in turn, and within each by the numbers of messages, as far as
 * they have some. Confined to whoever locks.
 */
final class TenantQueue {

    private final TenantId tenant;
    private final Map<String, List<Kept>> waiting = new LinkedHashMap<>();
    private final Set<String> atWork = new HashSet<>();
    private int held;
    private boolean turn;

    TenantQueue(TenantId tenant) {
        this.tenant = tenant;
    }

    TenantId tenant() {
        return tenant;
    }

    /** How many wait or are being handled. */
    int held() {
        return held;
    }

    boolean hasTurn() {
        return turn;
    }

    void turn(boolean has) {
        turn = has;
    }

    void add(Kept event) {
        var dialog = waiting.computeIfAbsent(event.dialog(), any -> new ArrayList<>());
        dialog.add(place(dialog, event), event);
        held++;
    }

    /** Before the first with a higher number; what has none stays where it came. */
    private static int place(List<Kept> dialog, Kept event) {
        var place = 0;
        while (place < dialog.size()
                && (event.messageId() == 0 || dialog.get(place).messageId() <= event.messageId())) {
            place++;
        }
        return place;
    }

    /** Whether one can be begun while {@code most} may be at work. */
    boolean ready(int most) {
        return atWork.size() < most && waiting.keySet().stream().anyMatch(dialog -> !atWork.contains(dialog));
    }

    /** Begins the next one; only if {@link #ready}. */
    Kept next() {
        var dialog = waiting.keySet().stream()
                .filter(one -> !atWork.contains(one))
                .findFirst()
                .orElseThrow();
        var events = waiting.remove(dialog);
        var next = events.removeFirst();
        if (!events.isEmpty()) {
            waiting.put(dialog, events); // behind the others
        }
        atWork.add(dialog);
        return next;
    }

    void done(Kept event) {
        atWork.remove(event.dialog());
        held--;
    }

    /** Empties it of what has not begun. */
    List<Kept> clear() {
        var events = waiting.values().stream().flatMap(List::stream).toList();
        waiting.clear();
        held -= events.size();
        return events;
    }
}

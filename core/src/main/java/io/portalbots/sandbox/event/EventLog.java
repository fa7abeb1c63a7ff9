package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What became of events, for authors who wonder why nothing comes: the last 10 000 of all portals, and what
 * the last 1 000 of them said.
 */
public final class EventLog {

    private static final int MOST = 10_000;
    private static final int MOST_FORMS = 1_000;

    private final Clock clock;
    private final Deque<Sending> sendings = new ArrayDeque<>();
    private final Deque<Sending> withForm = new ArrayDeque<>();
    private int last;

    /** An empty log. */
    public EventLog(Clock clock) {
        this.clock = clock;
    }

    /** Notes an event that nobody bound. */
    void unbound(Portal portal, Installation app, String event) {
        add(portal, app, event, Optional.empty()).dropped(Sending.Reason.NO_HANDLER);
    }

    /** Notes an event for a handler. */
    Sending add(Letter letter) {
        return add(letter.portal(), letter.app(), letter.handler().event(), Optional.of(letter));
    }

    /** The event of a portal with that number. */
    public Optional<Sending> find(Portal portal, int id) {
        return sendings.stream()
                .filter(sending -> sending.portal() == portal && sending.id() == id)
                .findFirst();
    }

    /** Events of a portal with a number above {@code after}, oldest first. */
    public List<Sending> after(Portal portal, int after) {
        return sendings.stream()
                .filter(sending -> sending.portal() == portal && sending.id() > after)
                .toList();
    }

    /** Forgets the events of a portal. */
    public void clear(Portal portal) {
        sendings.removeIf(sending -> sending.portal() == portal);
        withForm.removeIf(sending -> sending.portal() == portal);
    }

    private Sending add(Portal portal, Installation app, String event, Optional<Letter> letter) {
        var sending = new Sending(++last, clock.instant(), portal, app, event, letter);
        if (sendings.size() == MOST) {
            sendings.removeFirst();
        }
        if (withForm.size() == MOST_FORMS) {
            withForm.removeFirst().forget();
        }
        sendings.addLast(sending);
        withForm.addLast(sending);
        return sending;
    }
}

package io.portalbots.sandbox.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address that wants to hear of an event, or a wish that the event be kept.
 *
 * @param event upper case, such as {@code ONIMBOTMESSAGEADD}
 * @param url empty if the event is kept
 * @param authType id of the person whose token the event shall carry, 0 for whoever acts
 * @param connector the source that kept events are for, empty for the usual one; there only if the event is kept
 * @param minTimeout seconds between two ONOFFLINEEVENT, if said
 */
public record Handler(
        int id, String event, String url, int authType, Optional<String> connector, OptionalInt minTimeout) {

    /** An address. */
    public Handler(int id, String event, String url, int authType) {
        this(id, event, url, authType, Optional.empty(), OptionalInt.empty());
    }

    /** A wish that the event be kept. */
    public static Handler offline(int id, String event, String connector) {
        return new Handler(id, event, "", 0, Optional.of(connector), OptionalInt.empty());
    }

    /** Whether the event is kept for {@code event.offline.get}. */
    public boolean isOffline() {
        return connector.isPresent();
    }
}

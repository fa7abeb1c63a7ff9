package io.portalbots.sandbox.event;

import java.util.Map;
import java.util.function.IntFunction;

/**
 * What an event says.
 *
 * @param actorId the member who acts; 0 if nobody does
 * @param auth gives {@code auth[...]} for a member's id
 */
record Payload(int actorId, Map<String, Object> data, IntFunction<Map<String, Object>> auth) {

    /** An event whose {@code auth} is the same whoever it is sent for. */
    static Payload signed(Map<String, Object> data, Map<String, Object> auth) {
        return new Payload(0, data, userId -> auth);
    }

    /** {@code auth[...]} for a handler: of the member that the handler names, else of who acts. */
    Map<String, Object> authFor(int authType) {
        return auth.apply(authType == 0 ? actorId : authType);
    }
}

package io.portalbots.sandbox.model;

import java.time.Instant;

/**
 * An access token with its refresh token, for one member of a portal and one application.
 *
 * @param hops how many rounds of events calls with it may set off
 * @param expires end of the access token's 3600 seconds
 */
public record Token(
        String access, String refresh, Portal portal, String clientId, int userId, int hops, Instant expires) {

    /** The same with another end. */
    Token expiring(Instant end) {
        return new Token(access, refresh, portal, clientId, userId, hops, end);
    }

    @Override
    public String toString() {
        return "Token[" + portal.name() + " " + clientId + " " + userId + "]";
    }
}

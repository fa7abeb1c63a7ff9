package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;

/**
 * The token that a request showed, without telling it.
 *
 * @param portal name of the portal that it belongs to; empty if nobody knows it
 * @param spent whether it is a refresh token that had brought a new pair before
 */
public record Shown(String portal, boolean spent) {

    /** No token, or one that nobody knows. */
    static final Shown NOTHING = new Shown("", false);

    /** An access token, living or expired. */
    static Shown access(Tokens tokens, String access) {
        return tokens.access(access).map(Shown::living).orElse(NOTHING);
    }

    private static Shown living(Token token) {
        return new Shown(token.portal().name(), false);
    }
}

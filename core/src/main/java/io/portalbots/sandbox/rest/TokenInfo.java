package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import java.util.LinkedHashMap;

/**
 * {@code app.info} of the OAuth server: whose an access token is [docs: settings/oauth/simple-way] [src:
 * rest/lib/oauth/auth.php].
 *
 * <pre>{@code
 * GET /rest/app.info?auth=..
 * 200  {"result": {"client_id": .., "user_id": 1, "scope": "im,imbot", "expires": 1760003600, "status": "L"}, ..}
 * 401  {"error": "NO_AUTH_FOUND"}   nobody knows the token, or its application is gone
 * 401  {"error": "expired_token"}
 * }</pre>
 */
public final class TokenInfo {

    private TokenInfo() {}

    /** What is known of an access token. */
    public static Answer of(Tokens tokens, String access) {
        return tokens.access(access).map(token -> of(tokens, token)).orElseGet(SystemError.NO_AUTH_FOUND::documented);
    }

    private static Answer of(Tokens tokens, Token token) {
        var app = token.portal().installations().get(token.clientId());
        if (app == null) {
            return SystemError.NO_AUTH_FOUND.documented();
        }
        if (tokens.expired(token)) {
            return SystemError.EXPIRED_TOKEN.documented();
        }
        var info = new LinkedHashMap<String, Object>();
        info.put("client_id", token.clientId());
        info.put("user_id", token.userId());
        info.put("scope", app.card().scopes());
        info.put("expires", token.expires().getEpochSecond());
        info.put("status", app.card().status());
        return new Answer.Result(info);
    }
}

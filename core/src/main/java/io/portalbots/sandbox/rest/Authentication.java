package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;

/** Finds out who calls. Order of checks: token known, its application there, expiry [src: rest/lib/oauth/auth.php]. */
public final class Authentication {

    /** What a caller shows. */
    public sealed interface Credentials {

        /** An access token, or an empty text if there was none. */
        record Access(String token) implements Credentials {}

        /** The path of an inbound webhook. */
        record Hook(String userId, String secret) implements Credentials {}

        /** The cookie of a browser in which a person is logged in. */
        record Session(String cookie) implements Credentials {}
    }

    /** Who calls, or why that stays unknown. */
    public sealed interface Verdict {

        /** A caller we know. */
        record Known(Caller caller) implements Verdict {}

        /** Somebody to turn away. */
        record Refused(Answer.Failure failure) implements Verdict {}
    }

    /** No token, or one that nobody knows here. */
    static final Answer.Failure NO_AUTH = Answer.failure(401, "NO_AUTH_FOUND", "Wrong authorization data");

    /** A token whose hour is over. */
    static final Answer.Failure EXPIRED =
            Answer.failure(401, "expired_token", "The access token provided has expired.");

    private static final Answer.Failure WRONG_HOOK =
            Answer.failure(403, "INVALID_CREDENTIALS", "Invalid request credentials");

    private final Tokens tokens;

    /** Authentication by {@code tokens}. */
    public Authentication(Tokens tokens) {
        this.tokens = tokens;
    }

    Verdict check(Portal portal, Credentials credentials) {
        return switch (credentials) {
            case Credentials.Access access -> token(portal, access.token());
            case Credentials.Hook hook -> hook(portal, hook);
            case Credentials.Session session -> session(portal, session);
        };
    }

    private static Verdict session(Portal portal, Credentials.Session session) {
        return portal.people()
                .first(person -> portal.session(person.id()).equals(session.cookie()))
                .<Verdict>map(person -> new Verdict.Known(new Caller.Session(person.id())))
                .orElseGet(() -> new Verdict.Refused(NO_AUTH));
    }

    private Verdict token(Portal portal, String access) {
        return tokens.access(access)
                .filter(token -> token.portal() == portal)
                .map(token -> known(portal, token))
                .orElseGet(() -> new Verdict.Refused(NO_AUTH));
    }

    private Verdict known(Portal portal, Token token) {
        var installation = portal.installations().get(token.clientId());
        if (installation == null || portal.member(token.userId()).isEmpty()) {
            return new Verdict.Refused(NO_AUTH);
        }
        return tokens.expired(token)
                ? new Verdict.Refused(EXPIRED)
                : new Verdict.Known(new Caller.Application(installation, token.userId(), token.hops()));
    }

    private static Verdict hook(Portal portal, Credentials.Hook hook) {
        var userId = portal.webhooks().get(hook.secret());
        return userId != null && String.valueOf(userId).equals(hook.userId())
                ? new Verdict.Known(new Caller.Webhook(userId))
                : new Verdict.Refused(WRONG_HOOK);
    }
}

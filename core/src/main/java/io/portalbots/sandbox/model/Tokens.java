package io.portalbots.sandbox.model;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All live tokens of all portals. Confined to the sandbox's event loop. */
public final class Tokens {

    /** How long an access token lives [docs: settings/oauth]. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** How many rounds of events a person or a stored token may set off [src: rest/lib/event/session.php]. */
    public static final int HOPS = 7;

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration WORTH_REUSING = Duration.ofMinutes(30);

    private record Holder(String portal, String clientId, int userId, int hops) {}

    private final Clock clock;
    private final Chance chance;
    private final Map<String, Token> byAccess = new LinkedHashMap<>();
    private final Map<String, Token> byRefresh = new HashMap<>();
    private final Map<Holder, Token> forEvents = new HashMap<>();

    Tokens(Clock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
    }

    /** A new pair. */
    public Token issue(Portal portal, String clientId, int userId) {
        return issue(portal, clientId, userId, HOPS);
    }

    private Token issue(Portal portal, String clientId, int userId, int hops) {
        forgetOld();
        var token = new Token(
                chance.secret(),
                chance.secret(),
                portal,
                clientId,
                userId,
                hops,
                clock.instant().plus(LIFETIME));
        byAccess.put(token.access(), token);
        byRefresh.put(token.refresh(), token);
        return token;
    }

    /**
     * A pair to put into an event: the one of the last event while it is good for half an hour more.
     *
     * @param hops how many rounds of events calls with it may set off
     */
    public Token forEvent(Portal portal, String clientId, int userId, int hops) {
        var holder = new Holder(portal.name(), clientId, userId, hops);
        var last = forEvents.get(holder);
        if (last != null && byRefresh.containsKey(last.refresh()) && lasts(last)) {
            return last;
        }
        var token = issue(portal, clientId, userId, hops);
        forEvents.put(holder, token);
        return token;
    }

    /** The pair with that access token, expired or not. */
    public Optional<Token> access(String access) {
        return Optional.ofNullable(byAccess.get(access));
    }

    /** The pair with that refresh token, if it was not used yet. */
    public Optional<Token> refresh(String refresh) {
        return Optional.ofNullable(byRefresh.get(refresh));
    }

    /** A new pair for an old one, whose refresh token dies; its access token lives out its hour. */
    public Token rotate(Token old) {
        byRefresh.remove(old.refresh());
        return issue(old.portal(), old.clientId(), old.userId());
    }

    /** Ends the hour of an access token, if there is one of that name; its refresh token lives on. */
    public void expire(String access) {
        byAccess.computeIfPresent(access, (name, token) -> token.expiring(clock.instant()));
        forEvents.values().removeIf(token -> token.access().equals(access));
    }

    /** Whether the access token's hour is over. */
    public boolean expired(Token token) {
        return !clock.instant().isBefore(token.expires());
    }

    /** Kills all tokens of an application on a portal. */
    public void revoke(Portal portal, String clientId) {
        byAccess.values().removeIf(token -> belongs(token, portal, clientId));
        byRefresh.values().removeIf(token -> belongs(token, portal, clientId));
        forEvents.values().removeIf(token -> belongs(token, portal, clientId));
    }

    /** Kills all tokens of one member of a portal. */
    public void revoke(Portal portal, int userId) {
        byAccess.values().removeIf(token -> belongs(token, portal, userId));
        byRefresh.values().removeIf(token -> belongs(token, portal, userId));
        forEvents.values().removeIf(token -> belongs(token, portal, userId));
    }

    private static boolean belongs(Token token, Portal portal, String clientId) {
        return token.portal() == portal && token.clientId().equals(clientId);
    }

    private static boolean belongs(Token token, Portal portal, int userId) {
        return token.portal() == portal && token.userId() == userId;
    }

    private boolean lasts(Token token) {
        return clock.instant().plus(WORTH_REUSING).isBefore(token.expires());
    }

    /** Tokens are in the order of their expiry, so the old ones are in front. */
    private void forgetOld() {
        var horizon = clock.instant().minus(REMEMBERED);
        var tokens = byAccess.values().iterator();
        while (tokens.hasNext() && tokens.next().expires().isBefore(horizon)) {
            tokens.remove();
        }
    }
}

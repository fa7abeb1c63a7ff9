package io.portalbots.sandbox.model;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * All live tokens of all portals. Confined to the sandbox's event loop.
 *
 * <p>What is kept stays bounded: a refresh token lives 180 days or until it is used, and events of a member share one;
 * an access token is known for a day after its hour, and longer only as the last one of a living refresh token, so that
 * who comes back late is told {@code expired_token} and not that nobody knows it.
 */
public final class Tokens {

    /** How long an access token lives [docs: settings/oauth]. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** How long a refresh token lives [docs: settings/oauth/auto-renewal]. */
    public static final Duration REFRESH_LIFETIME = Duration.ofDays(180);

    /** How long a used refresh token still answers, where portals are told to be lenient: a guess. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    /** How many rounds of events a person or a stored token may set off [src: rest/lib/event/session.php]. */
    public static final int HOPS = 7;

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration WORTH_REUSING = Duration.ofMinutes(30);

    private record Holder(Portal portal, String clientId, int userId, int hops) {}

    private final Clock clock;
    private final Chance chance;
    private final Map<String, Token> byAccess = new HashMap<>();
    private final Map<String, Token> byRefresh = new LinkedHashMap<>();
    private final Rotations rotations;
    private final Map<Holder, Token> forEvents = new HashMap<>();
    private final Queue<Token> oldestFirst = new ArrayDeque<>();

    Tokens(Clock clock, Chance chance) {
        this.clock = clock;
        this.chance = chance;
        this.rotations = new Rotations(clock);
    }

    /** A new pair. */
    public Token issue(Portal portal, String clientId, int userId) {
        return issue(new Holder(portal, clientId, userId, HOPS), chance.secret());
    }

    /**
     * A pair to put into an event: the one of the last event while it is good for half an hour more.
     *
     * @param hops how many rounds of events calls with it may set off
     */
    public Token forEvent(Portal portal, String clientId, int userId, int hops) {
        var holder = new Holder(portal, clientId, userId, hops);
        var last = forEvents.get(holder);
        if (last != null && isLatest(last) && lasts(last)) {
            return last;
        }
        var refresh = last != null && isLatest(last) ? last.refresh() : chance.secret();
        var token = issue(holder, refresh);
        forEvents.put(holder, token);
        return token;
    }

    /** The pair with that access token, expired or not. */
    public Optional<Token> access(String access) {
        return Optional.ofNullable(byAccess.get(access));
    }

    /** The pair with that refresh token, if it was not used yet and its 180 days are not over. */
    public Optional<Token> refresh(String refresh) {
        return Optional.ofNullable(byRefresh.get(refresh)).filter(token -> !isStale(token));
    }

    /** The pair that took the place of a refresh token's less than 60 s ago, if it was not used itself. */
    public Optional<Token> successor(String refresh) {
        return rotations.successor(refresh).filter(this::isLatest);
    }

    /** A new pair for an old one, whose refresh token dies; its access token lives out its hour. */
    public Token rotate(Token old) {
        retire(old.refresh());
        var next = issue(old.portal(), old.clientId(), old.userId());
        rotations.add(old.refresh(), next);
        return next;
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
        revoke(token -> token.portal() == portal && token.clientId().equals(clientId));
    }

    /** Kills all tokens of one member of a portal. */
    public void revoke(Portal portal, int userId) {
        revoke(token -> token.portal() == portal && token.userId() == userId);
    }

    /** How much is kept: access tokens, refresh tokens, and used ones with their successors. */
    List<Integer> sizes() {
        return List.of(byAccess.size(), byRefresh.size(), rotations.size());
    }

    private void revoke(Predicate<Token> doomed) {
        byAccess.values().removeIf(doomed);
        byRefresh.values().removeIf(doomed);
        forEvents.values().removeIf(doomed);
    }

    private Token issue(Holder holder, String refresh) {
        forgetOld();
        var expires = clock.instant().plus(LIFETIME);
        var token = new Token(
                chance.secret(), refresh, holder.portal(), holder.clientId(), holder.userId(), holder.hops(), expires);
        byAccess.put(token.access(), token);
        oldestFirst.add(token);
        retire(refresh);
        byRefresh.put(refresh, token);
        return token;
    }

    private void retire(String refresh) {
        var last = byRefresh.remove(refresh);
        if (last != null && isOld(last)) {
            forget(last);
        }
    }

    /** Whether a pair is the last one of a living refresh token. */
    private boolean isLatest(Token token) {
        return refresh(token.refresh())
                .filter(latest -> latest.access().equals(token.access()))
                .isPresent();
    }

    private boolean lasts(Token token) {
        return clock.instant().plus(WORTH_REUSING).isBefore(token.expires());
    }

    private boolean isStale(Token token) {
        return !clock.instant().isBefore(token.expires().minus(LIFETIME).plus(REFRESH_LIFETIME));
    }

    private boolean isOld(Token token) {
        return token.expires().isBefore(clock.instant().minus(REMEMBERED));
    }

    private void forgetOld() {
        Front.removeWhile(oldestFirst, this::isOld).stream()
                .filter(token -> !isLatest(token))
                .forEach(this::forget);
        Front.removeWhile(byRefresh.values(), this::isStale).forEach(this::forget);
    }

    private void forget(Token token) {
        byAccess.remove(token.access());
    }
}

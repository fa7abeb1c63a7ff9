package io.portalbots.tenant;

import java.time.Instant;

/**
 * A pair of OAuth tokens.
 *
 * @param access opens the REST methods for an hour
 * @param refresh gets the next pair, once; lives 180 days
 * @param expiresAt when {@code access} ends, by our clock and its {@code expires_in}
 * @param version counts the pairs of one installation from 1
 */
public record Tokens(Secret access, Secret refresh, Instant expiresAt, long version) {}

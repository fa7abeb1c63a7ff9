package io.portalbots.tenant;

import java.time.Duration;

/**
 * A pair of OAuth tokens: one link of the chain that began when somebody installed the application or opened its page.
 *
 * @param holder the portal's number of the person or bot they belong to
 * @param access opens the REST methods for an hour
 * @param refresh gets the next pair, once; lives 180 days
 * @param left how long {@code access} lived on when this was read, by one clock for all processes
 * @param version counts the pairs of one chain from 1
 */
public record Tokens(long holder, Secret access, Secret refresh, Duration left, long version) {}

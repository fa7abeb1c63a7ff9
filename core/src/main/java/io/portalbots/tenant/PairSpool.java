package io.portalbots.tenant;

import java.net.URI;
import java.util.List;

/**
 * Keeps pairs of tokens on this machine from the moment they were granted until the store has them: the refresh token they
 * replace is spent, so a pair that is lost loses its chain. Methods block.
 */
public interface PairSpool {

    /** Keeps a pair, on the disk when this returns. */
    Pair keep(Tenant tenant, long stale, Tokens fresh, URI endpoint);

    /** The store has it, or has a newer one. */
    void done(Pair pair);

    /** Pairs that this process, or one before it, could not hand to the store. */
    List<Pair> left();

    /** A pair that followed version {@code stale} of its chain. */
    record Pair(String name, TenantId tenant, int generation, long stale, Tokens fresh, URI endpoint) {}
}

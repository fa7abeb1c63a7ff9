package io.portalbots.plan;

import java.util.List;
import java.util.Set;

/**
 * What should be on a portal.
 *
 * @param undecided plugins of which nobody can say at the moment what they want, because they failed to load or to
 *     answer; what they have stays
 */
public record Wishes(List<Listing> listings, Set<String> undecided) {

    public Wishes {
        listings = List.copyOf(listings);
        undecided = Set.copyOf(undecided);
    }
}

package io.portalbots.plan;

import java.util.List;
import java.util.Set;

/**
 * What should be on a portal.
 *
 * @param undecided plugins of which nobody can say at the moment what they want, because they failed to load or to
 *     answer; what they have stays
 * @param failing those of them that did not answer, so that they have to be asked again
 */
public record Wishes(List<Listing> listings, Set<String> undecided, Set<String> failing) {

    public Wishes {
        listings = List.copyOf(listings);
        undecided = Set.copyOf(undecided);
        failing = Set.copyOf(failing);
    }

    /** What is wished, of plugins that all answered. */
    public Wishes(List<Listing> listings, Set<String> undecided) {
        this(listings, undecided, Set.of());
    }
}

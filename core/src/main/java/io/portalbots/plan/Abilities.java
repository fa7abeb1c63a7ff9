package io.portalbots.plan;

import java.util.Collection;
import java.util.Set;

/**
 * What portals can do with the things of one surface, as far as a plan depends on it.
 *
 * @param lists whether a portal tells what it has, so that no answer is ever missed
 * @param updates whether what is there can be changed at all
 * @param revises whether what cannot be changed is registered once more under another code, the old one being kept for
 *     the messages that name it; else it is taken away and registered anew
 * @param needsAdministrator whether only an administrator's token may call it
 * @param again what a portal does when it is asked to register what it has
 * @param identity names of the fields by which the portal tells one thing from another
 * @param fixed names of further fields that no update changes
 */
public record Abilities(
        boolean lists,
        boolean updates,
        boolean revises,
        boolean needsAdministrator,
        Again again,
        Set<String> identity,
        Set<String> fixed) {

    /** Asked to register what is there already, a portal does one of these. */
    public enum Again {
        /** Answers the id it has, or refuses: nothing comes of asking. */
        SAFE,
        /** Has it twice then, and nobody knows the number of the first one. */
        DUPLICATES
    }

    public Abilities {
        identity = Set.copyOf(identity);
        fixed = Set.copyOf(fixed);
    }

    /** Whether an update can make these changes. Of what is not known of a thing, none is taken for a change. */
    boolean express(Collection<Change> changes) {
        return changes.isEmpty()
                || (updates
                        && changes.stream().allMatch(change -> change.before().isEmpty() || isFree(change.field())));
    }

    private boolean isFree(String field) {
        return !identity.contains(field) && !fixed.contains(field);
    }
}

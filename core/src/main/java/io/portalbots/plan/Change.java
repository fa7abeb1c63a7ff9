package io.portalbots.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A field of a listing that is other than it should be.
 *
 * @param field its name, such as {@code title.en}
 * @param before as the portal took it last; empty if it has none of the kind
 * @param after as it should be; empty if it should have none
 */
public record Change(String field, Optional<String> before, Optional<String> after) {

    /** What is different, in the order of the fields' names. */
    static List<Change> between(Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return List.of(); // as it nearly always is
        }
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name ->
                        new Change(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}

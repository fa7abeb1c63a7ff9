package io.portalbots.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The lines that a ledger has of one listing, by their revision.
 */
record Shelf(List<Registration> lines) {

    static final Shelf EMPTY = new Shelf(List.of());

    static Shelf of(Collection<Registration> lines) {
        return new Shelf(lines.stream()
                .sorted(Comparator.comparingInt(Registration::revision))
                .toList());
    }

    /** The one that people use: the last that the portal has. */
    Optional<Registration> standing() {
        return last(line -> line.id().isPresent());
    }

    /** One that is to follow it, and of which the portal has said no, or nothing. */
    Optional<Registration> coming() {
        var after = standing().map(Registration::revision).orElse(0);
        return last(line -> line.revision() > after);
    }

    /** Those before a revision that the portal has and nobody retired yet. */
    List<Registration> before(int revision) {
        return lines.stream()
                .filter(old -> !old.retired() && old.id().isPresent() && old.revision() < revision)
                .toList();
    }

    /** A revision that none of them has. */
    int next() {
        return lines.isEmpty() ? 1 : lines.get(lines.size() - 1).revision() + 1;
    }

    private Optional<Registration> last(Predicate<Registration> wanted) {
        for (var line : lines.reversed()) {
            if (!line.retired() && wanted.test(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }
}

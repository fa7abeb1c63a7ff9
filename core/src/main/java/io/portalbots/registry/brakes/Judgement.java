package io.portalbots.registry.brakes;

import io.portalbots.registry.Brakes;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import io.portalbots.registry.brakes.HoldStore.Board;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to think of a set of plugins, by what tenants have, before anything is done with one of them. Equal arguments give
 * equal judgements, so every process comes to the same.
 *
 * @param over holds whose cause is gone, or whose approval did what it was for
 * @param found what looks like a mistake and is not held yet
 * @param outgoing the states of changed plugins that may go out to the tenants
 */
record Judgement(List<Hold> over, List<Found> found, Map<String, String> outgoing) {

    static Judgement of(Standing standing, Gone gone, Rollout rollout, Board board, Brakes.Limits limits) {
        var over = board.holds().stream()
                .filter(hold -> isOver(hold, standing, gone, rollout, board.now()))
                .toList();
        var holds = board.holds().stream()
                .filter(Predicate.not(over::contains))
                .filter(hold -> !hold.matter().cause().database())
                .toList();
        var found = new ArrayList<>(gone.emptied(holds));
        found.addAll(gone.share(holds, board.spent(), limits));
        found.addAll(rollout.found(plugins(matters(holds, found), gone), limits));
        var outgoing = rollout.changed();
        var open = holds.stream().filter(Hold::open).toList();
        outgoing.keySet().removeAll(plugins(matters(open, found), gone));
        return new Judgement(over, List.copyOf(found), outgoing);
    }

    /** Whether anything is other than it was when plugins were judged last. */
    boolean isNews() {
        return !(over.isEmpty() && found.isEmpty() && outgoing.isEmpty());
    }

    private static boolean isOver(Hold hold, Standing standing, Gone gone, Rollout rollout, Instant now) {
        var matter = hold.matter();
        var changed = standing.of(matter.application(), matter.plugin())
                .filter(state -> !state.equals(matter.state()))
                .isPresent();
        return switch (matter.cause()) {
            case EMPTIED -> !standing.emptied(matter.application()) || !gone.any(hold);
            case SHARE -> changed || (matter.state().equals(Standing.ABSENT) ? !gone.any(hold) : hold.expired(now));
            case TENANTS -> changed || matter.state().equals(rollout.accepted().get(matter.plugin()));
            case OLDER_DATABASE, CLOCK -> false;
        };
    }

    private static List<Matter> matters(Collection<Hold> holds, Collection<Found> found) {
        return Stream.concat(holds.stream().map(Hold::matter), found.stream().map(Found::matter))
                .toList();
    }

    private static Set<String> plugins(Collection<Matter> matters, Gone gone) {
        return matters.stream()
                .flatMap(matter -> matter.plugin().equals(Hold.ALL) ? gone.plugins(matter) : Stream.of(matter.plugin()))
                .collect(Collectors.toSet());
    }
}

package io.portalbots.registry.brakes;

import io.portalbots.registry.Brakes;
import io.portalbots.registry.brakes.Census.Entry;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Hold.Found;
import io.portalbots.registry.brakes.Hold.Matter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tenants have of plugins that their application does not bring any more, though nothing says that one of those
 * failed.
 */
record Gone(Standing standing, Census census, List<Entry> entries) {

    private static final Set<Cause> REMOVALS = Set.of(Cause.EMPTIED, Cause.SHARE);

    static Gone of(Standing standing, Census census) {
        var gone = census.entries().stream()
                .filter(entry -> standing.of(entry.application(), entry.plugin())
                        .filter(Standing.ABSENT::equals)
                        .isPresent())
                .toList();
        return new Gone(standing, census, gone);
    }

    /** Whether something is left of what a hold is about. */
    boolean any(Hold hold) {
        return entries.stream().anyMatch(entry -> hold.about(entry.application(), entry.plugin()));
    }

    /** Its plugins, of those that a hold on them is about. */
    Stream<String> plugins(Matter matter) {
        return entries.stream()
                .filter(entry -> entry.application().equals(matter.application()))
                .map(Entry::plugin);
    }

    /** Applications of which no plugin is left. */
    List<Found> emptied(Collection<Hold> holds) {
        return entries.stream()
                .filter(entry -> standing.emptied(entry.application()) && isNew(entry, holds))
                .collect(Collectors.groupingBy(Entry::application))
                .entrySet()
                .stream()
                .map(gone -> emptied(gone.getKey(), gone.getValue()))
                .sorted(Comparator.comparing(found -> found.matter().application()))
                .toList();
    }

    private static Found emptied(String application, List<Entry> gone) {
        var tenants = gone.stream().mapToLong(Entry::tenants).max().orElse(0);
        return new Found(
                new Matter(application, Hold.ALL, Cause.EMPTIED, Standing.ABSENT),
                "no plugin of the application " + application + " is left, of which " + tenants
                        + " tenants or more have " + apps(gone) + " apps",
                apps(gone),
                tenants);
    }

    /** Plugins that take too many apps along, all together and with what was {@code spent} within a day. */
    List<Found> share(Collection<Hold> holds, long spent, Brakes.Limits limits) {
        var total = census.apps() + spent;
        var most = limits.removals(total);
        var leaving = entries.stream()
                .filter(entry -> !standing.emptied(entry.application()) && isNew(entry, holds))
                .toList();
        return apps(leaving) + spent <= most
                ? List.of()
                : leaving.stream().collect(Collectors.groupingBy(this::share)).entrySet().stream()
                        .map(gone -> share(gone.getKey(), gone.getValue(), total, most))
                        .sorted(Comparator.comparing(found -> found.matter().plugin()))
                        .toList();
    }

    private Matter share(Entry entry) {
        var everywhere = standing.set().find(entry.plugin()).isEmpty();
        return new Matter(everywhere ? "" : entry.application(), entry.plugin(), Cause.SHARE, Standing.ABSENT);
    }

    private static Found share(Matter matter, List<Entry> gone, long total, long most) {
        return new Found(
                matter,
                "plugin " + matter.plugin() + " is gone, which takes " + apps(gone) + " of " + total
                        + " apps along; no more than " + most + " may go within a day",
                apps(gone),
                gone.stream().mapToLong(Entry::tenants).sum());
    }

    private static boolean isNew(Entry entry, Collection<Hold> holds) {
        return holds.stream()
                .noneMatch(hold ->
                        REMOVALS.contains(hold.matter().cause()) && hold.about(entry.application(), entry.plugin()));
    }

    private static long apps(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::apps).sum();
    }
}

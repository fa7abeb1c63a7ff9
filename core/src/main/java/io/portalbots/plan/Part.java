package io.portalbots.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a plan that is one plugin's and can be done alone: its steps, those of the bot that they need, and where
 * that bot is taken away to be registered anew those of everything it owns.
 */
final class Part {

    private final Set<Key> bots = new HashSet<>();
    private final Set<Key> renewed = new HashSet<>();

    private Part(List<Step> plan, String plugin) {
        plan.stream()
                .filter(step -> step.key().plugin().equals(plugin))
                .filter(step -> step instanceof Step.Register || step instanceof Step.Update)
                .forEach(step -> owner(step).ifPresent(bots::add));
        plan.stream()
                .filter(Step.Unregister.class::isInstance)
                .map(Step::key)
                .filter(bots::contains)
                .forEach(renewed::add);
    }

    static List<Step> of(List<Step> plan, String plugin) {
        var part = new Part(plan, plugin);
        return plan.stream()
                .filter(step -> step.key().plugin().equals(plugin) || part.needs(step))
                .toList();
    }

    private boolean needs(Step step) {
        return bots.contains(step.key())
                || owner(step).filter(renewed::contains).isPresent();
    }

    private static Optional<Key> owner(Step step) {
        return switch (step) {
            case Step.Register register -> register.listing().owner();
            case Step.Update update -> update.listing().owner();
            case Step.Retire retire -> retire.present().owner();
            case Step.Unregister unregister -> unregister.present().owner();
            case Step.Forget forget -> forget.present().owner();
            case Step.Doubt doubt -> doubt.present().owner();
        };
    }
}

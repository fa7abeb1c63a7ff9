package io.portalbots.registry.apply;

import io.portalbots.registry.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is to do for many tenants.
 *
 * @param name the same for exactly the same steps, based on the same; people apply a plan by it
 * @param looked at so many tenants
 * @param touched so many of them
 * @param steps how many of each kind there are, by its word, such as {@code register}; of kinds that there are
 * @param held how many of the steps are held back
 * @param heldPlugins whose they are
 * @param groups tenants with the same steps, the largest first
 */
public record FleetPlan(
        String name,
        Scope scope,
        long looked,
        long touched,
        Map<String, Long> steps,
        long held,
        Set<String> heldPlugins,
        Cost cost,
        List<Group> groups) {

    /**
     * What it takes.
     *
     * @param refreshes how many tenants need another access token first
     * @param time as {@link Estimate} has it
     */
    public record Cost(long calls, long requests, long refreshes, Duration time) {}

    /**
     * Tenants with the same steps.
     *
     * @param calls of one of them
     * @param examples domains of the first of them
     */
    public record Group(List<Line> lines, long tenants, long calls, long requests, List<String> examples) {}

    /**
     * A step in words.
     *
     * @param kind its word, such as {@code register}
     * @param does such as {@code adds the app echo.board}
     * @param changes of its fields, each as some of the tenants have it
     * @param notice what people will notice; empty for nothing
     * @param held whether the brakes keep it back
     */
    public record Line(String kind, String does, List<String> changes, String notice, boolean held) {}

    public boolean isEmpty() {
        return touched == 0;
    }
}

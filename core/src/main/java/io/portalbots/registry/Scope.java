package io.portalbots.registry;

import io.portalbots.plan.Planner;
import io.portalbots.plan.Step;
import io.portalbots.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * What of all there is to do is meant.
 *
 * @param tenant only this one's
 * @param plugin only this one's, with what its apps need
 */
public record Scope(Optional<TenantId> tenant, Optional<String> plugin) {

    public static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

    List<Step> of(List<Step> plan) {
        return plugin.map(id -> Planner.part(plan, id)).orElse(plan);
    }
}

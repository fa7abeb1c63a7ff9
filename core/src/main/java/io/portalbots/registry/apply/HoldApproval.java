package io.portalbots.registry.apply;

import io.portalbots.registry.brakes.Hold;
import io.portalbots.registry.brakes.HoldBoard;
import java.util.Set;

/**
 * Approves the holds that a plan is the whole of. Where it is only one tenant's or one plugin's part of what is held, that
 * part is done, and the rest stays held.
 */
public final class HoldApproval implements PlanRuns.Approval {

    private final HoldBoard board;

    public HoldApproval(HoldBoard board) {
        this.board = board;
    }

    @Override
    public void approve(FleetPlan plan, String reason) {
        if (plan.scope().tenant().isPresent()) {
            return;
        }
        board.holds().stream()
                .filter(hold -> hold.open() && isWhollyIn(plan, hold.matter().plugin(), plan.heldPlugins()))
                .forEach(hold -> board.approve(hold.id(), "operator", reason));
    }

    private static boolean isWhollyIn(FleetPlan plan, String plugin, Set<String> held) {
        return plugin.equals(Hold.ALL) ? plan.scope().plugin().isEmpty() : held.contains(plugin);
    }
}

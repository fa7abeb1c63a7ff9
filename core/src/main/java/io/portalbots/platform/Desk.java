package io.portalbots.platform;

import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.ReconcileQueue.Lane;
import io.portalbots.registry.ReconcileQueue.Room;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The claims of this process: how many of each lane are under way, and which are done but not written down yet. */
final class Desk {

    /** As many keep an authorization server at its rate, and leave most of the room to those that need none. */
    private static final int IDLE = 32;
    /** What failed before often fails slowly. */
    private static final int AGAIN = 16;

    private final Map<Lane, Integer> underWay = new EnumMap<>(Lane.class);
    private final Headroom headroom;
    private List<Claim> done = new ArrayList<>();

    Desk(Headroom headroom) {
        this.headroom = headroom;
    }

    Room room() {
        return new Room(left(), AGAIN - count(Lane.AGAIN), IDLE - count(Lane.IDLE));
    }

    private int left() {
        return Math.max(0, headroom.most() - all());
    }

    private int all() {
        return underWay.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int count(Lane lane) {
        return underWay.getOrDefault(lane, 0);
    }

    void enter(Claim claim) {
        underWay.merge(claim.lane(), 1, Integer::sum);
    }

    void leave(Claim claim) {
        underWay.merge(claim.lane(), -1, Integer::sum);
    }

    /** It is done, and leaves once that is written down. */
    void done(Claim claim) {
        done.add(claim);
    }

    /** All that were done since this was asked last. */
    List<Claim> takeDone() {
        var taken = done;
        done = new ArrayList<>();
        return taken;
    }

    /** Whether so many can be claimed that they are worth a statement. */
    boolean isHalfEmpty() {
        return left() >= headroom.most() / 2;
    }

    boolean isFull() {
        return left() == 0;
    }

    boolean isEmpty() {
        return all() == 0;
    }
}

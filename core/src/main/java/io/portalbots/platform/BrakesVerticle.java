package io.portalbots.platform;

import io.portalbots.registry.brakes.FleetBrakes;
import io.portalbots.registry.brakes.HoldBoard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what is held and at the database though nothing is reconciled, and judges plugins as soon as they change. */
final class BrakesVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(BrakesVerticle.class);
    private static final long LOOK_MILLIS = 2000;

    private final FleetBrakes brakes;
    private final HoldBoard board;

    BrakesVerticle(FleetBrakes brakes, HoldBoard board) {
        this.brakes = brakes;
        this.board = board;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, LOOK_MILLIS, timer -> look());
        return Future.succeededFuture();
    }

    private void look() {
        try {
            brakes.judged();
            board.look();
        } catch (Exception e) { // await() throws what stopping meanwhile throws, checked or not
            LOG.warn("what is held cannot be seen at the moment: {}", e.getMessage());
        }
    }
}

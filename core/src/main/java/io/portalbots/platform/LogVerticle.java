package io.portalbots.platform;

import io.portalbots.store.PgExchanges;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the exchanges with portals, in groups, and forgets old ones by the hour. */
final class LogVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(LogVerticle.class);
    private static final long WRITE_MILLIS = 500;
    private static final long FORGET_MILLIS = 3_600_000;

    private final PgExchanges exchanges;

    LogVerticle(PgExchanges exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(WRITE_MILLIS, timer -> exchanges.flush());
        vertx.setPeriodic(WRITE_MILLIS, FORGET_MILLIS, timer -> forget());
        return Future.succeededFuture();
    }

    private void forget() {
        try {
            exchanges.purge();
        } catch (Exception e) { // await() throws what stopping meanwhile throws, checked or not
            LOG.warn("old exchanges with portals are not forgotten yet: {}", e.getMessage());
        }
    }

    @Override
    public Future<?> stop() {
        exchanges.flush();
        return Future.succeededFuture();
    }
}

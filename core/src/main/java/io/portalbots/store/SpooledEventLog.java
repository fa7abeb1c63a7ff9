package io.portalbots.store;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.UncheckedEvents;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events into PostgreSQL; where that fails, or does not answer within a second, into the spool. From then on all go there,
 * until the database has what is in it: so those of a tenant keep their order. An event is in both where the database
 * answers late; it keeps only one of them. Those that nobody could check go into the spool too, and are checked on their
 * way out of it.
 */
public final class SpooledEventLog implements EventLog, UncheckedEvents, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledEventLog.class);
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_MILLIS = 50;
    private static final int AT_ONCE = 256;
    private static final long DRAIN_SECONDS = 30;
    private static final List<String> NEVER_STORED = List.of("22", "23"); // classes: data, and what constrains it

    private final Vertx vertx;
    private final PgEventLog log;
    private final EventSpool spool;
    private final ChatMetrics metrics;
    private final LongSupplier nanos;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final long timer;
    private volatile Function<Unchecked, CompletionStage<Optional<Arrived>>> check =
            event -> CompletableFuture.failedStage(new IllegalStateException("nobody checks events yet"));
    private volatile boolean stopped;

    private record Waiting(Arrived event, long since, AtomicBoolean over, Promise<Void> kept) {

        /** True for the first one: the database, or our patience. */
        boolean end() {
            return over.compareAndSet(false, true);
        }
    }

    /** Looks from now on whether the spool has what the database should have. */
    public SpooledEventLog(Vertx vertx, PgEventLog log, EventSpool spool, ChatMetrics metrics) {
        this(vertx, log, spool, metrics, System::nanoTime);
    }

    SpooledEventLog(Vertx vertx, PgEventLog log, EventSpool spool, ChatMetrics metrics, LongSupplier nanos) {
        this.vertx = vertx;
        this.log = log;
        this.spool = spool;
        this.metrics = metrics;
        this.nanos = nanos;
        this.timer = vertx.setPeriodic(LOOK_MILLIS, any -> look());
    }

    @Override
    public CompletionStage<Void> keep(Arrived event, boolean claimed, Consumer<Kept> handling) {
        var kept = spool.isEmpty()
                ? stored(event, claimed, handling).recover(away -> spooled(event))
                : spooled(event).recover(full -> stored(event, claimed, handling));
        return kept.onFailure(nowhere -> refused(event, nowhere)).toCompletionStage();
    }

    /** What the database claims for us after our patience was over is handled all the same: nobody else may. */
    private Future<Void> stored(Arrived event, boolean claimed, Consumer<Kept> handling) {
        var one = new Waiting(event, nanos.getAsLong(), new AtomicBoolean(), Promise.promise());
        waiting.add(one);
        log.kept(event, claimed).onComplete(stored -> {
            if (stored.succeeded()) {
                stored.result().ifPresent(handling);
            }
            if (one.end()) {
                one.kept().complete(null, stored.cause());
            }
        });
        return one.kept().future();
    }

    private Future<Void> spooled(Arrived event) {
        return spool.keep(event).onSuccess(written -> metrics.event(EventName.of(event.name()), "spooled"));
    }

    @Override
    public CompletionStage<Void> keep(Unchecked event) {
        return spool.keep(event).toCompletionStage();
    }

    @Override
    public void checkedBy(Function<Unchecked, CompletionStage<Optional<Arrived>>> by) {
        check = by;
    }

    private void refused(Arrived event, Throwable nowhere) {
        metrics.event(EventName.of(event.name()), "refused");
        LOG.atError().addKeyValue("tenant", event.tenant()).log("event refused: {}", nowhere.getMessage());
    }

    private void look() {
        for (var first = waiting.peek(); first != null && isOver(first); first = waiting.peek()) {
            waiting.remove(first);
        }
        if (!stopped && !spool.isEmpty() && draining.compareAndSet(false, true)) {
            drain().onComplete(any -> draining.set(false));
        }
    }

    private boolean isOver(Waiting one) {
        if (nanos.getAsLong() - one.since() > PATIENCE && one.end()) {
            one.kept().fail("the database does not answer");
        }
        return one.over().get();
    }

    private Future<?> drain() {
        return spool.first(AT_ONCE)
                .compose(events -> events.isEmpty()
                        ? Future.succeededFuture()
                        : checked(events)
                                .compose(this::settled)
                                .compose(settled -> done(events.size()))
                                .compose(done -> drain()));
    }

    /** Of what was under way when those who check stopped, nobody can be sure. */
    private Future<Void> done(int events) {
        return stopped ? Future.failedFuture("stopped") : spool.done(events);
    }

    /** What of them is to be stored, in their order. */
    private Future<List<Arrived>> checked(List<Spooled> events) {
        var each = events.stream().map(this::checked).toList();
        return Future.join(each)
                .map(all ->
                        each.stream().flatMap(event -> event.result().stream()).toList());
    }

    private Future<Optional<Arrived>> checked(Spooled spooled) {
        return switch (spooled) {
            case Spooled.Right right -> Future.succeededFuture(Optional.of(right.event()));
            case Spooled.Unknown unknown ->
                Future.fromCompletionStage(check.apply(unknown.event())).timeout(DRAIN_SECONDS, TimeUnit.SECONDS);
            case Spooled.Unreadable unreadable -> {
                metrics.event(EventName.OTHER, "dropped");
                LOG.error("spooled event dropped: {}", unreadable.why());
                yield Future.succeededFuture(Optional.empty());
            }
        };
    }

    private Future<Void> settled(List<Arrived> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return log.keep(events)
                .timeout(DRAIN_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> !isRefusal(failure)
                        ? Future.failedFuture(failure)
                        : events.size() > 1 ? oneByOne(events) : dropped(events.get(0), failure));
    }

    private Future<Void> oneByOne(List<Arrived> events) {
        var settled = Future.<Void>succeededFuture();
        for (var event : events) {
            settled = settled.compose(before -> settled(List.of(event)));
        }
        return settled;
    }

    /** Whether the database will never take it, whenever it is asked. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof PgException refusal
                && NEVER_STORED.stream().anyMatch(refusal.getSqlState()::startsWith);
    }

    private Future<Void> dropped(Arrived event, Throwable why) {
        metrics.event(EventName.of(event.name()), "dropped");
        LOG.atError().addKeyValue("tenant", event.tenant()).log("spooled event dropped: {}", why.getMessage());
        return Future.succeededFuture();
    }

    /** What is in the spool stays there, and what is still kept goes on being so. */
    public void stopDraining() {
        stopped = true;
    }

    /** Stops looking. What is left in the spool is for the next process. */
    @Override
    public void close() {
        stopDraining();
        vertx.cancelTimer(timer);
        spool.close();
    }
}

package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.UncheckedEvents;
import io.portalbots.chat.UncheckedEvents.Unchecked;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Recognition;
import io.portalbots.tenant.Recognition.Verdict;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an event, decided on an event loop without waiting for anything: one whose token is right is kept. What
 * needs more than that, such as an installation, or a portal we do not know, goes to {@link Intake}, where it may wait. If
 * the database does not say within a second what is true, the event is kept as it is, to be checked later.
 */
public final class Accept {

    private static final Logger LOG = LoggerFactory.getLogger(Accept.class);
    private static final Set<EventName> NEED_MORE =
            Set.of(EventName.ONAPPINSTALL, EventName.ONAPPUPDATE, EventName.ONAPPUNINSTALL);
    private static final long PATIENCE_MILLIS = 1000;
    private static final long MOST_UNDER_WAY = 32L << 20;

    private final Recognition recognition;
    private final Intake intake;
    private final UncheckedEvents unchecked;
    private final Executor waiting;
    private final ChatMetrics metrics;
    private final long mostUnderWay;
    private final AtomicLong underWay = new AtomicLong();

    /** @param waiting runs on virtual threads what may wait */
    public Accept(
            Recognition recognition, Intake intake, UncheckedEvents unchecked, Executor waiting, ChatMetrics metrics) {
        this(recognition, intake, unchecked, waiting, metrics, MOST_UNDER_WAY);
    }

    /** @param mostUnderWay bytes of events that wait for the database; those beyond are not checked now */
    Accept(
            Recognition recognition,
            Intake intake,
            UncheckedEvents unchecked,
            Executor waiting,
            ChatMetrics metrics,
            long mostUnderWay) {
        this.mostUnderWay = mostUnderWay;
        this.recognition = recognition;
        this.intake = intake;
        this.unchecked = unchecked;
        this.waiting = waiting;
        this.metrics = metrics;
    }

    /**
     * Takes an event; completes once it may be acknowledged, be it good or bad.
     *
     * @param source the address it came from
     * @return fails if it can be kept nowhere
     * @throws FormException if the body is beyond a limit of {@link FormScanner}
     */
    Future<Void> take(Application application, byte[] body, String source) {
        return asked(new Unchecked(application.name(), source, body))
                .map(this::take)
                .orElseGet(Future::succeededFuture);
    }

    private record Asked(TenantId id, EventScan scan, Unchecked event) {

        EventName name() {
            return EventName.of(scan.name());
        }
    }

    private static Optional<Asked> asked(Unchecked event) {
        var scan = EventScan.of(event.body());
        try {
            return Optional.of(new Asked(new TenantId(event.application(), scan.memberId()), scan, event));
        } catch (IllegalArgumentException e) {
            LOG.warn("event rejected: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Future<Void> take(Asked asked) {
        return check(asked)
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .transform(checked -> checked.succeeded()
                        ? checked.result().map(intake::keep).orElseGet(Future::succeededFuture)
                        : Passing.is(checked.cause()) ? keepAsItIs(asked) : Future.failedFuture(checked.cause()));
    }

    private Future<Void> keepAsItIs(Asked asked) {
        return Future.fromCompletionStage(unchecked.keep(asked.event()))
                .onSuccess(kept -> metrics.event(asked.name(), "spooled"))
                .onFailure(nowhere -> {
                    metrics.event(asked.name(), "refused");
                    LOG.atWarn().addKeyValue("tenant", asked.id()).log("event refused: {}", nowhere.getMessage());
                });
    }

    /**
     * Checks an event that was kept as it is.
     *
     * @return what is to be stored of it; fails if that cannot be told now
     */
    public CompletionStage<Optional<Arrived>> again(Unchecked event) {
        return checked(event)
                .recover(problem -> Passing.is(problem) ? Future.failedFuture(problem) : drop(event, problem))
                .toCompletionStage();
    }

    private Future<Optional<Arrived>> checked(Unchecked event) {
        try {
            return asked(event).map(this::check).orElseGet(Accept::nothing);
        } catch (FormException e) { // its limits may have been others when it came
            return Future.failedFuture(e);
        }
    }

    private Future<Optional<Arrived>> drop(Unchecked event, Throwable problem) {
        metrics.event(EventName.OTHER, "dropped");
        LOG.error("{} cannot be checked, and is dropped", event, problem);
        return nothing();
    }

    private static Future<Optional<Arrived>> nothing() {
        return Future.succeededFuture(Optional.empty());
    }

    /** What is to be kept of an event. */
    private Future<Optional<Arrived>> check(Asked asked) {
        if (NEED_MORE.contains(asked.name())) {
            return intake(asked);
        }
        var verdict = verdict(asked);
        return verdict == Verdict.UNREAD
                ? waited(asked, () -> Future.fromCompletionStage(recognition.load(asked.id())))
                        .compose(read -> follow(verdict(asked), asked))
                : follow(verdict, asked);
    }

    /** Senders are answered while this goes on, so that nothing else bounds what a silent database would gather here. */
    private <T> Future<T> waited(Asked asked, Supplier<Future<T>> what) {
        var bytes = asked.event().body().length;
        if (underWay.addAndGet(bytes) > mostUnderWay) {
            underWay.addAndGet(-bytes);
            return Future.failedFuture(new TimeoutException("too many events wait for the database"));
        }
        return what.get().onComplete(any -> underWay.addAndGet(-bytes));
    }

    private Verdict verdict(Asked asked) {
        return recognition.of(asked.id(), Secret.of(asked.scan().applicationToken()));
    }

    private Future<Optional<Arrived>> follow(Verdict verdict, Asked asked) {
        return switch (verdict) {
            case RIGHT -> Future.succeededFuture(Optional.of(Intake.arrived(asked.id(), asked.scan())));
            case ASK, UNREAD -> intake(asked);
            case STRANGE -> asked.scan().provesBot() ? intake(asked) : reject(asked);
            case WRONG -> reject(asked);
        };
    }

    private Future<Optional<Arrived>> reject(Asked asked) {
        metrics.event(asked.name(), "rejected");
        return nothing();
    }

    private Future<Optional<Arrived>> intake(Asked asked) {
        return waited(asked, () -> takenIn(asked));
    }

    // Whatever goes wrong there is the answer, or the sender would get none.
    @SuppressWarnings("CatchingUnchecked")
    private Future<Optional<Arrived>> takenIn(Asked asked) {
        var done = Promise.<Optional<Arrived>>promise();
        waiting.execute(() -> {
            try {
                var event = asked.event();
                var checked = intake.check(asked.id(), asked.scan(), event.body(), event.source());
                recognition.forget(asked.id());
                done.complete(checked);
            } catch (Exception e) {
                done.tryFail(e);
            }
        });
        return done.future();
    }
}

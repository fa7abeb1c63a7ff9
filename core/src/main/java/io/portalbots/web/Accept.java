package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Recognition;
import io.portalbots.tenant.Recognition.Verdict;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an event, decided on an event loop without waiting for anything: one whose token is right is kept. What
 * needs more than that, such as an installation, or a portal we do not know, goes to {@link Intake}, where it may wait.
 */
public final class Accept {

    private static final Logger LOG = LoggerFactory.getLogger(Accept.class);
    private static final Set<EventName> NEED_MORE =
            Set.of(EventName.ONAPPINSTALL, EventName.ONAPPUPDATE, EventName.ONAPPUNINSTALL);

    private final Recognition recognition;
    private final Intake intake;
    private final Executor waiting;
    private final ChatMetrics metrics;

    /** @param waiting runs on virtual threads what may wait */
    public Accept(Recognition recognition, Intake intake, Executor waiting, ChatMetrics metrics) {
        this.recognition = recognition;
        this.intake = intake;
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
        var scan = EventScan.of(body);
        try {
            var id = new TenantId(application.name(), scan.memberId());
            return take(new Asked(id, scan, body, source));
        } catch (IllegalArgumentException e) {
            LOG.warn("event rejected: {}", e.getMessage());
            return Future.succeededFuture();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // as it came, and compared with nothing
    private record Asked(TenantId id, EventScan scan, byte[] body, String source) {

        EventName name() {
            return EventName.of(scan.name());
        }
    }

    private Future<Void> take(Asked asked) {
        if (NEED_MORE.contains(asked.name())) {
            return intake(asked);
        }
        var verdict = verdict(asked);
        return verdict == Verdict.UNREAD
                ? Future.fromCompletionStage(recognition.load(asked.id()))
                        .compose(read -> follow(verdict(asked), asked))
                : follow(verdict, asked);
    }

    private Verdict verdict(Asked asked) {
        return recognition.of(asked.id(), Secret.of(asked.scan().applicationToken()));
    }

    private Future<Void> follow(Verdict verdict, Asked asked) {
        return switch (verdict) {
            case RIGHT -> intake.keep(asked.id(), asked.scan());
            case ASK, UNREAD -> intake(asked);
            case STRANGE -> asked.scan().provesBot() ? intake(asked) : reject(asked);
            case WRONG -> reject(asked);
        };
    }

    private Future<Void> reject(Asked asked) {
        metrics.event(asked.name(), "rejected");
        return Future.succeededFuture();
    }

    // Whatever goes wrong there is the answer, or the sender would get none.
    @SuppressWarnings("CatchingUnchecked")
    private Future<Void> intake(Asked asked) {
        var done = Promise.<Void>promise();
        waiting.execute(() -> {
            try {
                intake.take(asked.id(), asked.scan(), asked.body(), asked.source());
                recognition.forget(asked.id());
                done.complete();
            } catch (Exception e) {
                done.tryFail(e);
            }
        });
        return done.future();
    }
}

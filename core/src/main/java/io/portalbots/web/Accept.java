package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Recognition;
import io.portalbots.tenant.Recognition.Verdict;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an event, decided on an event loop without waiting for anything: one whose token is right is kept. What
 * needs more than that, such as an installation, or a portal we do not know, goes where it may wait.
 */
public final class Accept {

    private static final Logger LOG = LoggerFactory.getLogger(Accept.class);
    private static final Set<EventName> NEED_MORE =
            Set.of(EventName.ONAPPINSTALL, EventName.ONAPPUPDATE, EventName.ONAPPUNINSTALL);

    private final Recognition recognition;
    private final EventLog log;
    private final More more;
    private final Handling handling;
    private final Executor waiting;
    private final ChatMetrics metrics;

    /** Takes in what a token alone does not decide. */
    @FunctionalInterface
    public interface More {

        /** What has to be handled of it. Waits. */
        Optional<Kept> take(TenantId id, byte[] body, String source);
    }

    /** Handles what was kept. */
    public interface Handling {

        /** Whether it may be an event of this tenant more. */
        boolean room(TenantId id);

        /** Handles an event that is claimed for this process. May wait. */
        void handle(Kept event);
    }

    /** @param waiting runs on virtual threads what may wait */
    public Accept(
            Recognition recognition,
            EventLog log,
            More more,
            Handling handling,
            Executor waiting,
            ChatMetrics metrics) {
        this.recognition = recognition;
        this.log = log;
        this.more = more;
        this.handling = handling;
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
    Future<Void> take(Application application, byte[] body, Supplier<String> source) {
        var scan = EventScan.of(body);
        try {
            var id = new TenantId(application.name(), scan.memberId());
            return take(new Asked(id, scan, body, source));
        } catch (IllegalArgumentException e) {
            LOG.warn("event rejected: {}", e.getMessage());
            return Future.succeededFuture();
        }
    }

    private record Asked(TenantId id, EventScan scan, byte[] body, Supplier<String> source) {

        EventName name() {
            return EventName.of(scan.name());
        }
    }

    private Future<Void> take(Asked asked) {
        if (NEED_MORE.contains(asked.name())) {
            return more(asked);
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
            case RIGHT -> keep(asked);
            case ASK, UNREAD -> more(asked);
            case STRANGE -> asked.scan().provesBot() ? more(asked) : reject(asked);
            case WRONG -> reject(asked);
        };
    }

    private Future<Void> reject(Asked asked) {
        metrics.event(asked.name(), "rejected");
        return Future.succeededFuture();
    }

    private Future<Void> keep(Asked asked) {
        var claimed = handling.room(asked.id());
        return Future.fromCompletionStage(log.keep(Intake.arrived(asked.id(), asked.scan()), claimed))
                .map(kept -> {
                    kept.ifPresent(event -> waiting.execute(() -> handling.handle(event)));
                    return null;
                });
    }

    // Whatever goes wrong there is the answer, or the sender would get none.
    @SuppressWarnings("CatchingUnchecked")
    private Future<Void> more(Asked asked) {
        var done = Promise.<Void>promise();
        waiting.execute(() -> {
            try {
                var kept = more.take(asked.id(), asked.body(), asked.source().get());
                recognition.forget(asked.id());
                done.complete();
                kept.ifPresent(handling::handle);
            } catch (Exception e) {
                done.tryFail(e);
            }
        });
        return done.future();
    }
}

package io.portalbots.sandbox.http;

import io.portalbots.sandbox.fault.Faults;
import io.portalbots.sandbox.fault.Harm;
import io.portalbots.sandbox.fault.Harm.Moment;
import io.portalbots.sandbox.fault.Target;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.rest.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Stands between a request and its answer, and lets the faults that are set strike there. */
public final class Interposer {

    /** Does what a request asks, and says what to answer. */
    interface Effect {
        Reply happen();
    }

    private final Vertx vertx;
    private final Faults faults;
    private final Tokens tokens;
    private final CallLog log;

    /** An interposer whose timers run on the caller's context; requests without effect are noted in {@code log}. */
    public Interposer(Vertx vertx, Faults faults, Tokens tokens, CallLog log) {
        this.vertx = vertx;
        this.faults = faults;
        this.tokens = tokens;
        this.log = log;
    }

    /** Answers {@code request}: with what {@code effect} gives, unless a fault strikes. */
    void answer(HttpServerRequest request, Target target, Effect effect) {
        faults.strike(target)
                .ifPresentOrElse(
                        harm -> new Struck(request, target, effect).by(harm),
                        () -> effect.happen().send(request.response()));
    }

    /** A request that a fault strikes. */
    private final class Struck {

        private final HttpServerRequest request;
        private final Target target;
        private final Effect effect;

        Struck(HttpServerRequest request, Target target, Effect effect) {
            this.request = request;
            this.target = target;
            this.effect = effect;
        }

        void by(Harm harm) {
            switch (harm) {
                case Harm.Refusal refusal -> refuse(refusal);
                case Harm.Page page -> instead(page.status(), "", Reply.page(page.status()));
                case Harm.Redirect redirect -> instead(302, "", redirection(redirect.location()));
                case Harm.Expiry expiry -> {
                    tokens.expire(target.token());
                    send(effect.happen());
                }
                case Harm.Slowness slowness -> wait(slowness);
                case Harm.Drip drip -> Dripping.start(vertx, request.response(), effect.happen(), drip.over());
                case Harm.Hang hang -> happen(hang.moment());
                case Harm.Cut cut -> {
                    happen(cut.moment());
                    request.connection().close();
                }
                case Harm.Done done -> send(effect.happen());
            }
        }

        private void refuse(Harm.Refusal refusal) {
            var failure = Answer.failure(refusal.status(), refusal.error(), refusal.description());
            instead(failure.status(), failure.error(), Reply.json(failure.status(), failure.envelope()));
        }

        /** Logs and sends an answer in place of the effect. */
        private void instead(int status, String error, Reply reply) {
            note(status, error);
            send(reply);
        }

        private void wait(Harm.Slowness slowness) {
            var millis = Math.max(1, slowness.by().toMillis());
            if (slowness.moment() == Moment.BEFORE) {
                vertx.setTimer(millis, timer -> send(effect.happen()));
            } else {
                var reply = effect.happen();
                vertx.setTimer(millis, timer -> send(reply));
            }
        }

        private void happen(Moment moment) {
            if (moment == Moment.AFTER) {
                effect.happen();
            } else {
                note(0, "");
            }
        }

        private void note(int status, String error) {
            var shown = Shown.access(tokens, target.token());
            log.add(target.portalName(), target.method(), shown, List.of(), target.commands(), status, error);
        }

        private void send(Reply reply) {
            reply.send(request.response());
        }

        private Reply redirection(String location) {
            var path = URI.create(location).getRawPath();
            var whole = path == null || path.isEmpty() ? location + request.uri() : location;
            return new Reply(302, Map.of("Location", whole), Buffer.buffer());
        }
    }
}

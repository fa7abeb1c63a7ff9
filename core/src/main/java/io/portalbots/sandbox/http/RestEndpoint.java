package io.portalbots.sandbox.http;

import io.portalbots.sandbox.fault.Target;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.rest.Answer;
import io.portalbots.sandbox.rest.Outcome;
import io.portalbots.sandbox.rest.Question;
import io.portalbots.sandbox.rest.RestApi;
import io.portalbots.sandbox.rest.SystemError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /rest/METHOD} and {@code /rest/USER/SECRET/METHOD} of portals, and {@code app.info} of the OAuth server. */
public final class RestEndpoint implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(RestEndpoint.class);

    private final World world;
    private final RestApi api;
    private final AuthServer authServer;
    private final Interposer interposer;
    private final CallLog log;

    /** The endpoint of a world's portals. */
    public RestEndpoint(World world, RestApi api, AuthServer authServer, Interposer interposer, CallLog log) {
        this.world = world;
        this.api = api;
        this.authServer = authServer;
        this.interposer = interposer;
        this.log = log;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            RestHeaders.preflight().send(request.response());
            return;
        }
        var arrival = world.clock().instant();
        var host = Hosts.meant(request);
        Bodies.params(request)
                .onSuccess(params -> answer(request, host, Questions.read(request, params, arrival)))
                .onFailure(e -> tooLarge(e).send(request.response()));
    }

    private void answer(HttpServerRequest request, String host, Question question) {
        var portal = Hosts.portal(world, host);
        var target = new Target(portal, question.method(), question.nested(), question.token());
        interposer.answer(request, target, () -> reply(host, portal, question));
    }

    private Reply reply(String host, Optional<Portal> portal, Question question) {
        var nested = new ArrayList<String>();
        var shown = Shown.access(world.tokens(), question.token());
        var outcome = safely(host, portal, question, nested);
        var name = portal.map(Portal::name).orElse("");
        log.add(name, question.method(), shown, nested, question.commands(), outcome.status(), outcome.error());
        return RestHeaders.on(outcome);
    }

    private Outcome safely(String host, Optional<Portal> portal, Question question, List<String> nested) {
        try {
            if (Hosts.isAuthServer(host)) {
                var answer = authServer.rest(question.method(), question.credentials());
                return Outcome.of(answer, question.arrival(), world.clock().instant());
            }
            return portal.map(found -> api.answer(found, question, nested::add)).orElseGet(() -> nobody(host));
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).addKeyValue("method", question.method()).log("a REST method failed");
            return Outcome.refused(SystemError.INTERNAL_SERVER_ERROR.documented());
        }
    }

    private static Outcome nobody(String host) {
        return Outcome.refused(Answer.failure(404, "PORTAL_NOT_FOUND", "no portal answers to host '" + host + "'"));
    }

    private static Reply tooLarge(Throwable cause) {
        var failure = Answer.failure(413, "INVALID_REQUEST", String.valueOf(cause.getMessage()));
        return Reply.json(failure.status(), failure.envelope());
    }
}

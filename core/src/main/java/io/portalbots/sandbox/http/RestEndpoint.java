package io.portalbots.sandbox.http;

import io.portalbots.sandbox.fault.Target;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.rest.Answer;
import io.portalbots.sandbox.rest.Authentication.Credentials;
import io.portalbots.sandbox.rest.RestApi;
import io.portalbots.sandbox.wire.Params;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /rest/METHOD} and {@code /rest/USER/SECRET/METHOD} of portals, and {@code app.info} of the OAuth server. */
public final class RestEndpoint implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(RestEndpoint.class);
    private static final Pattern PATH = Pattern.compile("/rest/(?:(\\d{1,9})/([^/]+)/)?([^/]+?)(?:\\.(?i:json))?/?");
    private static final Answer.Failure BROKEN = Answer.failure(500, "INTERNAL_SERVER_ERROR", "Internal server error");

    /** A request whose parameters are read. */
    private record Question(String method, Credentials credentials, Params params) {

        Target target(Optional<Portal> portal) {
            var token = credentials instanceof Credentials.Access access ? access.token() : "";
            return new Target(portal, method, RestApi.nested(method, params), token);
        }
    }

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
        var start = world.clock().instant();
        var host = Hosts.of(request);
        Bodies.params(request)
                .onSuccess(params -> answer(request, start, host, question(request, params)))
                .onFailure(e -> Reply.json(
                                413,
                                Answer.failure(413, "INVALID_REQUEST", String.valueOf(e.getMessage()))
                                        .envelope())
                        .send(request.response()));
    }

    private void answer(HttpServerRequest request, Instant start, String host, Question question) {
        var portal = Hosts.portal(world, host);
        interposer.answer(request, question.target(portal), () -> reply(start, host, portal, question));
    }

    private Reply reply(Instant start, String host, Optional<Portal> portal, Question question) {
        var nested = new ArrayList<String>();
        var answer = safely(host, portal, question, nested);
        var name = portal.map(Portal::name).orElse("");
        var commands = RestApi.commands(question.method(), question.params());
        return switch (answer) {
            case Answer.Result result -> {
                log.add(name, question.method(), nested, commands, 200, "");
                yield Reply.json(200, api.envelope(result, start));
            }
            case Answer.Failure failure -> {
                log.add(name, question.method(), nested, commands, failure.status(), failure.error());
                yield Reply.json(failure.status(), failure.envelope());
            }
        };
    }

    private Answer safely(String host, Optional<Portal> portal, Question question, List<String> nested) {
        try {
            if (Hosts.isAuthServer(host)) {
                return authServer.rest(question.method(), question.credentials());
            }
            return portal.map(found -> api.answer(
                            found, question.method(), question.credentials(), question.params(), nested::add))
                    .orElseGet(
                            () -> Answer.failure(404, "PORTAL_NOT_FOUND", "no portal answers to host '" + host + "'"));
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).addKeyValue("method", question.method()).log("a REST method failed");
            return BROKEN;
        }
    }

    private static Question question(HttpServerRequest request, Params params) {
        var path = PATH.matcher(Optional.ofNullable(request.path()).orElse(""));
        if (!path.matches()) {
            return new Question("", new Credentials.Access(""), params);
        }
        var credentials = path.group(1) == null
                ? tokenOrCookie(request, token(request, params))
                : new Credentials.Hook(path.group(1), path.group(2));
        return new Question(path.group(3), credentials, params);
    }

    private static Credentials tokenOrCookie(HttpServerRequest request, String token) {
        var cookie = token.isEmpty() ? request.getCookie("PHPSESSID") : null;
        return cookie == null ? new Credentials.Access(token) : new Credentials.Session(cookie.getValue());
    }

    private static String token(HttpServerRequest request, Params params) {
        var header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        return params.empty("auth") ? params.text("access_token") : params.text("auth");
    }
}

package io.portalbots.sandbox.http;

import io.portalbots.sandbox.fault.Target;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.rest.Answer;
import io.portalbots.sandbox.wire.Params;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** {@code /oauth/token/} under every name, and below the OAuth server's own path; by GET with a query or POST with a form. */
public final class TokenEndpoint implements Handler<HttpServerRequest> {

    private final World world;
    private final AuthServer authServer;
    private final Interposer interposer;
    private final CallLog log;
    private final SpentTokens spent = new SpentTokens();

    /** The endpoint of an OAuth server. */
    public TokenEndpoint(World world, AuthServer authServer, Interposer interposer, CallLog log) {
        this.world = world;
        this.authServer = authServer;
        this.interposer = interposer;
        this.log = log;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Bodies.params(request)
                .onSuccess(params -> interposer.answer(request, target(params), () -> reply(request, params)))
                .onFailure(e -> refuse(Answer.refused("invalid_request", String.valueOf(e.getMessage())), "")
                        .send(request.response()));
    }

    private Target target(Params params) {
        return new Target(authServer.portal(params), Target.TOKEN_ENDPOINT, List.of(), "");
    }

    private Reply reply(HttpServerRequest request, Params params) {
        var ticket = new TokenRequest(params).ticket();
        return authServer
                .refusal(params)
                .map(refusal -> refuse(refusal, ticket))
                .orElseGet(() -> {
                    var granted = authServer.grant(params, portal -> Hosts.endpoints(world, request, portal));
                    var portal = granted.portal().name();
                    log.add(portal, Target.TOKEN_ENDPOINT, spent.shown(ticket, portal), List.of(), 0, 200, "");
                    spent.add(ticket, portal);
                    return Reply.json(200, granted.fields());
                });
    }

    private Reply refuse(Answer.Failure refusal, String ticket) {
        var shown = spent.shown(ticket, "");
        log.add("", Target.TOKEN_ENDPOINT, shown, List.of(), 0, refusal.status(), refusal.error());
        return Reply.json(refusal.status(), refusal.envelope());
    }
}

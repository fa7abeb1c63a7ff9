package io.portalbots.sandbox.http;

import io.portalbots.sandbox.rest.Answer;
import io.portalbots.sandbox.wire.Params;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** {@code /oauth/token/}, by GET with a query or POST with a form. */
public final class TokenEndpoint implements Handler<HttpServerRequest> {

    private static final String METHOD = "oauth/token";

    private final AuthServer authServer;
    private final CallLog log;

    /** The endpoint of an OAuth server. */
    public TokenEndpoint(AuthServer authServer, CallLog log) {
        this.authServer = authServer;
        this.log = log;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Bodies.params(request)
                .onSuccess(params -> answer(request, params))
                .onFailure(e -> refuse(request, Answer.refused("invalid_request", String.valueOf(e.getMessage()))));
    }

    private void answer(HttpServerRequest request, Params params) {
        authServer.refusal(params).ifPresentOrElse(refusal -> refuse(request, refusal), () -> {
            var granted = authServer.grant(params);
            log.add(granted.portal().name(), METHOD, List.of(), 0, 200, "");
            Replies.json(request.response(), 200, granted.fields());
        });
    }

    private void refuse(HttpServerRequest request, Answer.Failure refusal) {
        log.add("", METHOD, List.of(), 0, refusal.status(), refusal.error());
        Replies.json(request.response(), refusal.status(), refusal.envelope());
    }
}

package io.portalbots.portal;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.OAuthHosts;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server that takes each refresh token once, as the real one does. */
final class OAuthServer {

    static final String MEMBER = "5f0e1d2c3b4a59687786a5b4c3d2e1f0";

    private final AtomicInteger asked = new AtomicInteger();
    private final int port;
    private final Vertx vertx;
    private volatile String member = MEMBER;
    private volatile String error = "";
    private volatile boolean broken;
    private String next = "r-1";

    OAuthServer(Vertx vertx) {
        this.vertx = vertx;
        port = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
    }

    Application application() {
        return new Application("app", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of());
    }

    OAuthHosts hosts() {
        return new OAuthHosts(List.of(URI.create("http://127.0.0.1:" + port)));
    }

    int asked() {
        return asked.get();
    }

    void belongsTo(String otherMember) {
        member = otherMember;
    }

    void refuses(String withError) {
        error = withError;
    }

    void breaks(boolean now) {
        broken = now;
    }

    private void take(HttpServerRequest request) {
        asked.incrementAndGet();
        request.setExpectMultipart(true);
        // A while, so that others come meanwhile.
        request.end().onSuccess(end -> vertx.setTimer(50, timer -> answer(request)));
    }

    private void answer(HttpServerRequest request) {
        var right = request.getFormAttribute("refresh_token").equals(next)
                && request.getFormAttribute("client_secret").equals("s3cr3t")
                && request.getFormAttribute("grant_type").equals("refresh_token");
        if (broken) {
            request.response().setStatusCode(502).end("<html>bad gateway</html>");
        } else if (!right || !error.isEmpty()) {
            var code = error.isEmpty() ? "invalid_grant" : error;
            request.response()
                    .setStatusCode(400)
                    .end(new JsonObject().put("error", code).encode());
        } else {
            next = "r" + (asked.get() + 1);
            request.response().end(granted().encode());
        }
    }

    private JsonObject granted() {
        return new JsonObject()
                .put("access_token", "access of " + next)
                .put("refresh_token", next)
                .put("expires_in", 3600)
                .put("domain", "oauth.bitrix.info")
                .put("scope", "app")
                .put("client_endpoint", "https://moved.bitrix24.test/rest/")
                .put("user_id", "1")
                .put("member_id", member);
    }
}

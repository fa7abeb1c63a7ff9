package io.portalbots.web;

import io.portalbots.tenant.Application;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The public port, on event loops. Events are taken here; whatever else is asked for is handed to the router, where it may
 * wait.
 */
public final class PublicDoor implements Handler<HttpServerRequest> {

    private final Map<String, Application> events;
    private final Accept accept;
    private final Presence presence;
    private final Router router;
    private final Executor waiting;

    /** @param waiting runs on virtual threads what may wait */
    public PublicDoor(
            Map<String, Application> applications, Accept accept, Presence presence, Router router, Executor waiting) {
        this.events = applications.values().stream()
                .collect(Collectors.toMap(
                        application -> "/bitrix24/" + application.name() + "/event", Function.identity()));
        this.accept = accept;
        this.presence = presence;
        this.router = router;
        this.waiting = waiting;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var application = request.method().equals(HttpMethod.POST) ? events.get(request.path()) : null;
        if (application == null) {
            hand(request);
            return;
        }
        presence.on(request.response());
        if (Form.isForm(request)) {
            Body.collect(request, Form.LARGEST)
                    .onSuccess(body -> take(application, request, body))
                    .onFailure(failure -> fail(request, failure));
        }
    }

    private void take(Application application, HttpServerRequest request, Buffer body) {
        try {
            accept.take(application, body.getBytes(), request.remoteAddress().hostAddress())
                    .onSuccess(taken -> request.response().end())
                    .onFailure(nowhere ->
                            Failures.answer(request, new HttpException(503, "the event cannot be kept", nowhere), 503));
        } catch (FormException e) {
            fail(request, e);
        }
    }

    private static void fail(HttpServerRequest request, Throwable failure) {
        Failures.answer(request, failure, -1);
    }

    /** Nothing of a body is lost meanwhile: whoever wants it resumes the request, and else it is dropped. */
    private void hand(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.pause();
        }
        waiting.execute(() -> {
            try {
                HttpInward.route(router, request);
            } finally {
                request.resume();
            }
        });
    }
}

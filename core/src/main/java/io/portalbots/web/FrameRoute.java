package io.portalbots.web;

import io.portalbots.chat.FrameRequest;
import io.portalbots.chat.FrameSession;
import io.portalbots.chat.Frames;
import io.portalbots.chat.Frames.Answer;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A frame of a plugin, as the messenger of a portal opens it.
 *
 * <pre>{@code
 * GET /frames/{installation}/{plugin}/{app}?..&DOMAIN=..&DOMAIN_HASH=..&USER_ID=..&USER_HASH=..&DIALOG_ID=..
 * 303 Location: /frames/{installation}/{plugin}/{app}?session=..      signed by the portal
 * GET /frames/{installation}/{plugin}/{app}?session=..
 * 200 the page, or a notice that the app has no frame any more
 * POST /frames/{installation}/{plugin}/{app}?session=..    a form of the page
 * 200 the page the plugin answers
 * 503 the app is being changed, or its plugin fails
 * 403 not signed by the portal, or its HASH was changed; session over, not ours, or of an earlier installation
 * }</pre>
 *
 * <p>A form needs the session that only the frame has, so another site cannot send one in a person's name.
 *
 * <p>All of them may be framed by that portal only, by nobody if there is no such portal, and are never stored.
 *
 * @see "Bitrix24 REST reference, chat apps, IFRAME handler"
 */
final class FrameRoute implements Handler<RoutingContext> {

    private static final String SESSION = "session";

    private final Frames frames;
    private final FrameSessions sessions;

    FrameRoute(Frames frames, FrameSessions sessions) {
        this.frames = frames;
        this.sessions = sessions;
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.POST)) {
            submit(context);
        } else {
            send(context, open(context));
        }
    }

    /** Without a session the body is not read. */
    private void submit(RoutingContext context) {
        session(context)
                .ifPresentOrElse(
                        session ->
                                Form.read(context).ifPresent(fields -> send(context, frames.submit(session, fields))),
                        () -> send(context, refused(context)));
    }

    private Answer open(RoutingContext context) {
        var parameters = parameters(context);
        if (parameters.containsKey(SESSION)) {
            return session(context).map(frames::show).orElseGet(() -> refused(context));
        }
        var request = new FrameRequest(context.pathParam("plugin"), context.pathParam("app"), parameters);
        return tenant(context)
                .map(tenant -> frames.admit(tenant, request))
                .orElseGet(() -> new Answer.Forbidden(Optional.empty()));
    }

    private Optional<FrameSession> session(RoutingContext context) {
        var session = sessions.open(parameters(context).getOrDefault(SESSION, ""));
        return tenant(context)
                .flatMap(tenant -> session.filter(
                        open -> open.isFor(tenant, context.pathParam("plugin"), context.pathParam("app"))));
    }

    private Answer refused(RoutingContext context) {
        return tenant(context)
                .map(tenant -> frames.forbid(tenant, "its session is over, not ours, or of another frame"))
                .orElseGet(() -> new Answer.Forbidden(Optional.empty()));
    }

    private static Optional<TenantId> tenant(RoutingContext context) {
        try {
            return Optional.of(TenantId.parse(context.pathParam("installation")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void send(RoutingContext context, Answer answer) {
        switch (answer) {
            case Answer.Admitted admitted ->
                Html.redirect(context, context.normalizedPath() + "?session=" + sessions.issue(admitted.session()));
            case Answer.Shown shown -> FramePage.shown(context, shown);
            case Answer.Outdated outdated -> FramePage.outdated(context, outdated);
            case Answer.Unavailable unavailable -> FramePage.unavailable(context, unavailable.tenant());
            case Answer.Forbidden forbidden -> FramePage.forbidden(context, forbidden.tenant());
        }
    }

    /** Netty gives the bytes of an address one by one as characters. */
    private static Map<String, String> parameters(RoutingContext context) {
        var query = Optional.ofNullable(context.request().query()).orElse("");
        return Form.fields(query.getBytes(StandardCharsets.ISO_8859_1));
    }
}

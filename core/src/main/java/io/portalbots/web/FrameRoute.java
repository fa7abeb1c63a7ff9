package io.portalbots.web;

import io.portalbots.chat.FrameRequest;
import io.portalbots.chat.Frames;
import io.portalbots.chat.Frames.Answer;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Handler;
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
 * 503 the app is being changed, or its plugin fails
 * 403 not signed by the portal, or its HASH was changed; session over, not ours, or of an earlier installation
 * }</pre>
 *
 * <p>All of them may be framed by that portal only, by nobody if there is no such portal, and are never stored.
 *
 * @see "Bitrix24 REST reference, chat apps, IFRAME handler"
 */
final class FrameRoute implements Handler<RoutingContext> {

    private final Frames frames;
    private final FrameSessions sessions;

    FrameRoute(Frames frames, FrameSessions sessions) {
        this.frames = frames;
        this.sessions = sessions;
    }

    @Override
    public void handle(RoutingContext context) {
        switch (answer(context)) {
            case Answer.Admitted admitted ->
                Html.redirect(context, context.normalizedPath() + "?session=" + sessions.issue(admitted.session()));
            case Answer.Shown shown -> FramePage.shown(context, shown);
            case Answer.Outdated outdated -> FramePage.outdated(context, outdated);
            case Answer.Unavailable unavailable -> FramePage.unavailable(context, unavailable.tenant());
            case Answer.Forbidden forbidden -> FramePage.forbidden(context, forbidden.tenant());
        }
    }

    private Answer answer(RoutingContext context) {
        var parameters = parameters(context);
        var request = new FrameRequest(context.pathParam("plugin"), context.pathParam("app"), parameters);
        try {
            var tenant = TenantId.parse(context.pathParam("installation"));
            return parameters.containsKey("session")
                    ? show(tenant, request, parameters.get("session"))
                    : frames.admit(tenant, request);
        } catch (IllegalArgumentException e) {
            return new Answer.Forbidden(Optional.empty());
        }
    }

    private Answer show(TenantId tenant, FrameRequest request, String session) {
        return sessions.open(session)
                .filter(open -> open.isFor(tenant, request.plugin(), request.app()))
                .map(frames::show)
                .orElseGet(() -> frames.forbid(tenant, "its session is over, not ours, or of another frame"));
    }

    /** Netty gives the bytes of an address one by one as characters. */
    private static Map<String, String> parameters(RoutingContext context) {
        var query = Optional.ofNullable(context.request().query()).orElse("");
        return Form.fields(query.getBytes(StandardCharsets.ISO_8859_1));
    }
}

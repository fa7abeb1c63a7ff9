package io.portalbots.web;

import io.portalbots.chat.FrameRequest;
import io.portalbots.chat.Frames;
import io.portalbots.chat.Frames.Answer;
import io.portalbots.spi.Page;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeMap;

/**
 * {@code GET /frames/{installation}/{plugin}/{app}?..&DOMAIN=..&DOMAIN_HASH=..&USER_ID=..&USER_HASH=..}: a frame of a
 * plugin, as the messenger of a portal opens it.
 *
 * @see "Bitrix24 REST reference, chat apps, IFRAME handler"
 */
final class FrameRoute implements Handler<RoutingContext> {

    private final Frames frames;

    FrameRoute(Frames frames) {
        this.frames = frames;
    }

    @Override
    public void handle(RoutingContext context) {
        var parameters = new TreeMap<String, String>();
        context.queryParams().forEach(parameters::putIfAbsent);
        var request = new FrameRequest(context.pathParam("plugin"), context.pathParam("app"), parameters);
        switch (open(context.pathParam("installation"), request)) {
            case Answer.Shown shown ->
                Html.answer(
                        context,
                        200,
                        shown.origin(),
                        Html.document(
                                shown.language(),
                                shown.page().title(),
                                shown.page().body(),
                                " data-portal=\"" + Page.escape(shown.origin()) + "\""));
            case Answer.Unavailable unavailable ->
                Html.answer(
                        context,
                        503,
                        unavailable.origin(),
                        Html.document("en", "Not available", "<p>This app is not available at the moment.</p>", ""));
            case Answer.Forbidden forbidden ->
                Html.answer(
                        context,
                        403,
                        "'none'",
                        Html.document(
                                "en", "Forbidden", "<p>This address is not signed by a portal known here.</p>", ""));
        }
    }

    private Answer open(String installation, FrameRequest request) {
        try {
            return frames.open(TenantId.parse(installation), request);
        } catch (IllegalArgumentException e) {
            return new Answer.Forbidden();
        }
    }
}

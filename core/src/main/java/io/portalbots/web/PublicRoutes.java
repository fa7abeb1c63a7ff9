package io.portalbots.web;

import io.portalbots.chat.Frames;
import io.portalbots.tenant.Application;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Map;

/** What Bitrix24 and browsers speak to. */
public final class PublicRoutes {

    private PublicRoutes() {}

    public static Router router(
            Vertx vertx,
            Map<String, Application> applications,
            Intake intake,
            Frames frames,
            FrameSessions sessions,
            PortalRoutes pages) {
        var router = Router.router(vertx);
        var base = "/bitrix24/:application";
        router.post(base + "/event").handler(new EventRoute(applications, intake));
        pages.mount(router, base);
        // Bitrix24 looks whether a handler is there before it takes its address.
        router.get(base + "/*").handler(context -> context.response().end());
        router.head(base + "/*").handler(context -> context.response().end());
        var frame = new FrameRoute(frames, sessions);
        router.get("/frames/:installation/:plugin/:app").handler(frame);
        router.post("/frames/:installation/:plugin/:app").handler(frame);
        router.get("/assets/*").handler(StaticHandler.create("web").setCachingEnabled(true));
        router.route().failureHandler(Failures::answer);
        return router;
    }
}

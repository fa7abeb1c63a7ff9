package io.portalbots.web;

import io.portalbots.chat.Frames;
import io.portalbots.plugin.PluginSet;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.Supplier;

/** What Bitrix24 and browsers speak to. */
public final class PublicRoutes {

    private PublicRoutes() {}

    public static Router router(
            Vertx vertx, Frames frames, FrameSessions sessions, PortalRoutes pages, Supplier<PluginSet> plugins) {
        var router = Router.router(vertx);
        var base = "/bitrix24/:application";
        router.post(base + "/event").handler(PublicRoutes::noApplication); // those of applications come in before
        pages.mount(router, base);
        router.get(StaticRoute.PATH).handler(new StaticRoute(plugins));
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

    static void noApplication(RoutingContext context) {
        Json.error(context, 404, "NO_APPLICATION", "no application '" + context.pathParam("application") + "'");
    }
}

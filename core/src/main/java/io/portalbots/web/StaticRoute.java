package io.portalbots.web;

import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.StaticFile;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * The files that plugins bring for their pages.
 *
 * <pre>{@code
 * GET /bitrix24/static/{plugin}/{name}.{hash}.{ending}
 * 200 for ever, as one of a few types
 * 404 no such plugin or file, or another content by now
 * }</pre>
 *
 * <p>Opened by itself, a picture that holds scripts runs none of them.
 */
final class StaticRoute implements Handler<RoutingContext> {

    static final String PATH = "/bitrix24/static/:plugin/:file";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Supplier<PluginSet> plugins;

    StaticRoute(Supplier<PluginSet> plugins) {
        this.plugins = plugins;
    }

    @Override
    public void handle(RoutingContext context) {
        plugins.get()
                .find(context.pathParam("plugin"))
                .flatMap(plugin -> plugin.files().at(context.request().path()))
                .ifPresentOrElse(
                        file -> send(context, file),
                        () -> context.response()
                                .setStatusCode(404)
                                .putHeader("Cache-Control", "no-store")
                                .end());
    }

    private static void send(RoutingContext context, StaticFile file) {
        context.response()
                .putHeader("Content-Type", file.type())
                .putHeader("Cache-Control", FOREVER)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .end(Buffer.buffer(file.content()));
    }
}

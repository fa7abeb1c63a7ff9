package io.portalbots.web;

import io.portalbots.spi.Page;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Documents for frames: scripts and styles from files of ours and of plugins only, and only within those who may frame them. */
final class Html {

    private Html() {}

    /**
     * A whole document.
     *
     * @param body HTML
     * @param attributes of its body element, each after a space
     */
    static String document(String language, String title, String body, String attributes) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/assets/frame.css">
                <script type="module" src="/assets/frame.js"></script>
                </head>
                <body%s>
                %s
                </body>
                </html>
                """.formatted(Page.escape(language), Page.escape(title), attributes, body);
    }

    /** Leads to an address that stands for the one asked for, and lets nobody keep or pass on either. */
    static void redirect(RoutingContext context, String location) {
        unkept(context).setStatusCode(303).putHeader("Location", location).end();
    }

    /** Sends a document that {@code ancestors}, an origin or {@code *}, may frame. */
    static void answer(RoutingContext context, int status, String ancestors, String document) {
        unkept(context)
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                                + " base-uri 'none'; form-action 'self'; frame-ancestors " + ancestors)
                .end(document);
    }

    private static HttpServerResponse unkept(RoutingContext context) {
        return context.response().putHeader("Cache-Control", "no-store").putHeader("Referrer-Policy", "no-referrer");
    }
}

package io.portalbots.sandbox.conformance;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of all behaviours: served by a running sandbox, and written to a file by the build. */
public final class BehavioursPage implements Handler<RoutingContext> {

    /** Writes the page to the file that {@code arguments} name. */
    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, BehavioursTable.html(Catalogue.ofSandbox()));
    }

    /** Reads the files off the event loop, each time: nobody asks for them often. */
    @Override
    public void handle(RoutingContext context) {
        context.vertx()
                .executeBlocking(() -> BehavioursTable.html(Catalogue.ofSandbox()))
                .onSuccess(html -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .end(html))
                .onFailure(context::fail);
    }
}

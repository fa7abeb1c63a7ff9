package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.World;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The messenger page of a portal: three files of the class path, held in memory. */
public final class Pages {

    /** A file and its media type. */
    private record Page(Buffer bytes, String type) {}

    private final World world;
    private final Map<String, Page> pages = new HashMap<>();

    /** Reads the files that are there. */
    public Pages(World world) {
        this.world = world;
        load("/", "index.html", "text/html; charset=utf-8");
        load("/messenger.css", "messenger.css", "text/css; charset=utf-8");
        load("/messenger.js", "messenger.js", "text/javascript; charset=utf-8");
    }

    /** Answers if the request is for a file of an existing portal; says whether it did. */
    public boolean serve(HttpServerRequest request) {
        var page = Optional.ofNullable(pages.get(request.path()))
                .filter(found -> Hosts.portal(world, Hosts.of(request)).isPresent());
        page.ifPresent(found -> request.response()
                .putHeader("Content-Type", found.type())
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(found.bytes()));
        return page.isPresent();
    }

    private void load(String path, String file, String type) {
        try (var stream = Pages.class.getResourceAsStream("/sandbox/" + file)) {
            if (stream != null) {
                pages.put(path, new Page(Buffer.buffer(stream.readAllBytes()), type));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

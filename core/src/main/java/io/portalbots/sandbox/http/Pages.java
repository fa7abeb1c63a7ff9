package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.World;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The messenger page of a portal: files of the class path, held in memory once they were asked for. */
public final class Pages {

    /** Where its files are. */
    public static final String PATHS = "/|/[a-z-]+\\.(?:html|css|js)";

    private static final Pattern FILE = Pattern.compile("/([a-z-]+)\\.(html|css|js)");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

    private final World world;
    private final Map<String, Optional<Buffer>> files = new ConcurrentHashMap<>();

    public Pages(World world) {
        this.world = world;
    }

    /** Answers if the request is for a file of an existing portal; says whether it did. */
    public boolean serve(HttpServerRequest request) {
        var name = FILE.matcher(request.path().equals("/") ? "/index.html" : request.path());
        if (!name.matches() || Hosts.portal(world, Hosts.of(request)).isEmpty()) {
            return false;
        }
        var file = files.computeIfAbsent(name.group(), Pages::load);
        file.ifPresent(bytes -> request.response()
                .putHeader("Content-Type", TYPES.get(name.group(2)) + "; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(bytes));
        return file.isPresent();
    }

    private static Optional<Buffer> load(String file) {
        try (var stream = Pages.class.getResourceAsStream("/sandbox" + file)) {
            return stream == null ? Optional.empty() : Optional.of(Buffer.buffer(stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

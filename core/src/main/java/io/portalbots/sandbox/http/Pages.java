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

/** The pages of a portal, the messenger first: files of the class path, held in memory once they were asked for. */
public final class Pages {

    /** Where its files are. */
    public static final String PATHS = "/|/[a-z-]+\\.(?:html|css|js)";

    /** Where the page around an application is: {@code /apps/CLIENT_ID/}. */
    public static final String APPS = "/apps/[^/]+/";

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
        return Hosts.portal(world, Hosts.of(request)).isPresent() && send(request, file(request.path()));
    }

    /** Answers with a file if there is one of that name; says whether there is. */
    boolean send(HttpServerRequest request, String path) {
        var name = FILE.matcher(path);
        if (!name.matches()) {
            return false;
        }
        var file = files.computeIfAbsent(path, Pages::load);
        file.ifPresent(bytes -> request.response()
                .putHeader("Content-Type", TYPES.get(name.group(2)) + "; charset=utf-8")
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(bytes));
        return file.isPresent();
    }

    private static String file(String path) {
        if (path.matches(APPS)) {
            return "/application.html";
        }
        return path.equals("/") ? "/index.html" : path;
    }

    private static Optional<Buffer> load(String file) {
        try (var stream = Pages.class.getResourceAsStream("/sandbox" + file)) {
            return stream == null ? Optional.empty() : Optional.of(Buffer.buffer(stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

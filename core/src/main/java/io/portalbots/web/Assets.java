package io.portalbots.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code GET /assets/{version}/{name}}: scripts and styles of the pages within portals. The version is a digest of the
 * content, so a browser keeps what it has for ever and never shows an old one. 404 for any other version or name.
 */
public final class Assets implements Handler<RoutingContext> {

    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Map<String, Asset> byName = new TreeMap<>();

    private record Asset(String version, String type, Buffer content) {}

    private Assets() {}

    /** Reads them from the class path. */
    public static Assets load() {
        var assets = new Assets();
        assets.add("page.css", "web/page.css");
        assets.add("page.js", "web/page.js");
        assets.add("htmx.min.js", webjar("htmx.org", "dist/htmx.min.js"));
        assets.add("pico.min.css", webjar("picocss__pico", "css/pico.min.css"));
        return assets;
    }

    /** Where the browser finds one of them. */
    public String path(String name) {
        return "/assets/" + Optional.ofNullable(byName.get(name)).orElseThrow().version() + "/" + name;
    }

    @Override
    public void handle(RoutingContext context) {
        var asset = byName.get(context.pathParam("name"));
        if (asset == null || !asset.version().equals(context.pathParam("version"))) {
            context.next();
            return;
        }
        context.response()
                .putHeader("Content-Type", asset.type())
                .putHeader("Cache-Control", FOREVER)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(asset.content());
    }

    private void add(String name, String resource) {
        var content = read(resource);
        var type = name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
        byName.put(name, new Asset(digest(content), type, Buffer.buffer(content)));
    }

    private static String webjar(String artifact, String file) {
        var properties = new Properties();
        try (var in = open("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return WEBJARS + artifact + "/" + properties.getProperty("version") + "/" + file;
    }

    private static byte[] read(String resource) {
        try (var in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        var in = Assets.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + resource);
        }
        return in;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.portalbots.dist;

import com.microsoft.playwright.Browser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The platform as operators run it, beside a sandbox that speaks TLS, for browsers that visit its portal. */
record Hosted(Server sandbox, Server platform, Path plugins) implements AutoCloseable {

    private static final String CLIENT_ID = "app.pages";
    private static final String SECRET = "not much of a secret";

    /** Starts both; everything is kept in {@code temp}. */
    static Hosted start(Path temp) throws Exception {
        var authority = temp.resolve("authority.pem");
        var sandbox =
                Server.start("sandbox", "--tls", "--tls-cert=" + authority, "--sandbox-port=0", "--loopback-http");
        var plugins = Files.createDirectory(temp.resolve("plugins"));
        for (var jar : Folders.names(Archive.home().resolve("plugins"))) {
            Files.copy(Archive.home().resolve("plugins").resolve(jar), plugins.resolve(jar));
        }
        try {
            var config = config(
                    temp,
                    authority,
                    plugins,
                    URI.create(sandbox.ready("sandbox")).getPort());
            return new Hosted(sandbox, Server.start("run", "--make-keys", "--config=" + config), plugins);
        } catch (Exception e) {
            sandbox.close();
            throw e;
        }
    }

    private static Path config(Path temp, Path authority, Path plugins, int portals) throws IOException {
        var own = freePort();
        return Files.writeString(temp.resolve("platform.yaml"), """
                data: "%1$s"
                plugins: "%2$s"
                port: %3$d
                public-url: http://127.0.0.1:%3$d
                management-port: 0
                outward:
                  allow: ["*.bitrix24.localhost:%4$d", "localhost:%4$d"]
                  ca: "%5$s"
                oauth:
                  hosts: ["localhost:%4$d"]
                applications:
                  - name: pages
                    client-id: %6$s
                    client-secret: %7$s
                """.formatted(
                        temp.resolve("data"), plugins, own, portals, authority, CLIENT_ID, SECRET));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Portal acme() {
        return sandbox.portal("acme");
    }

    /** Begins to install the application, whose page has to be opened by an administrator. */
    void begin() {
        var pages = platform.ready("platform") + "/bitrix24/pages";
        var card = new JsonObject()
                .put("clientId", CLIENT_ID)
                .put("clientSecret", SECRET)
                .put("installUrl", pages + "/install")
                .put("url", pages + "/app")
                .put("via", "page");
        Http.object(Http.post(sandbox.ready("sandbox") + "/_sandbox/portals/acme/installs", card));
    }

    /** The portal's page around the application, in the browser of {@code person}. */
    BrowserPage open(Browser browser, User person, int width, int height) {
        var page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(width, height).setIgnoreHTTPSErrors(true));
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 422")) {
                errors.add(message.text());
            }
        });
        page.onDialog(dialog -> {
            errors.add("a script says " + dialog.message());
            dialog.dismiss();
        });
        var port = URI.create(sandbox.ready("sandbox")).getPort();
        page.navigate("https://acme.bitrix24.localhost:" + port + "/apps/" + CLIENT_ID + "/?user=" + person.id());
        return new BrowserPage(page, errors);
    }

    @Override
    public void close() throws IOException {
        platform.close();
        sandbox.close();
    }
}

package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginHost;
import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a jar browsers get: the files of one folder, by addresses that change with their content. */
class StaticRouteTest {

    private final Vertx vertx = Vertx.vertx();
    private PluginHost host;
    private RawClient client;

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        var jars = Files.createDirectories(folder.resolve("plugins"));
        PluginJar.of("poll", "1.0.0")
                .extension("Poll", "")
                .resource("static/logo.png", new byte[] {1, 2, 3})
                .resource("static/poll.min.css", "b { color: red }".getBytes(UTF_8))
                .resource("static/picture.svg", "<svg onload='alert(1)'/>".getBytes(UTF_8))
                .resource("secret.txt", "keep me".getBytes(UTF_8))
                .write(jars.resolve("poll.jar"));
        host = new PluginHost(jars, folder.resolve("copies"));
        host.start();
        var router = Router.router(vertx);
        router.get(StaticRoute.PATH).handler(new StaticRoute(host::current));
        router.route().failureHandler(Failures::answer);
        client = new RawClient(Served.on(vertx, router));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        host.close();
        vertx.close().await();
    }

    private String get(String address) throws IOException {
        client.send("GET " + address + " HTTP/1.1\r\nHost: bots.test\r\n\r\n");
        return client.answer();
    }

    private Plugin poll() {
        return host.current().find("poll").orElseThrow();
    }

    private String address(String name) {
        return poll().files().byName().get(name).address();
    }

    @Test
    void servesThemForEverAsWhatTheyAre() throws IOException {
        assertThat(address("poll.min.css")).matches("/bitrix24/static/poll/poll\\.min\\.[0-9a-f]{16}\\.css");

        assertThat(get(address("poll.min.css")))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("\r\nContent-Type: text/css; charset=utf-8\r\n")
                .containsIgnoringCase("\r\nCache-Control: public, max-age=31536000, immutable\r\n")
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .endsWith("b { color: red }");
        assertThat(get(address("logo.png"))).containsIgnoringCase("\r\nContent-Type: image/png\r\n");
        assertThat(get(address("picture.svg"))).containsIgnoringCase("\r\nContent-Security-Policy: default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bitrix24/static/poll/logo.png",
                "/bitrix24/static/poll/logo.0000000000000000.png",
                "/bitrix24/static/poll/secret.txt",
                "/bitrix24/static/poll/..%2fsecret.txt",
                "/bitrix24/static/poll/%2e%2e%2fsecret.0000000000000000.txt",
                "/bitrix24/static/poll/..\\secret.txt",
                "/bitrix24/static/poll/META-INF%2fMANIFEST.MF",
                "/bitrix24/static/poll/test%2fPoll.class",
                "/bitrix24/static/poll/%00",
                "/bitrix24/static/other/logo.png",
                "/bitrix24/static/..%2f..%2fetc/passwd"
            })
    void servesNothingElse(String address) throws IOException {
        var answer = get(address);

        assertThat(answer).matches("(?s)HTTP/1.1 (404|400).*").doesNotContain("keep me");
    }

    @Test
    void putsTheirAddressesIntoPagesWhereAnAttributeNamesThem() {
        var unknown = new AtomicInteger();
        var html = "<img src=\"static:logo.png\"><link href='static:poll.min.css'> static:logo.png"
                + " <p title=\"static:logo.png\">&quot; src=&quot;static:logo.png&quot;</p><img src=\"static:none.png\">";

        var resolved = poll().files().resolved(html, name -> "unknown" + unknown.incrementAndGet());

        assertThat(resolved)
                .isEqualTo("<img src=\"" + address("logo.png") + "\"><link href='" + address("poll.min.css")
                        + "'> static:logo.png <p title=\"static:logo.png\">&quot; src=&quot;static:logo.png&quot;</p>"
                        + "<img src=\"unknown1\">");
    }
}

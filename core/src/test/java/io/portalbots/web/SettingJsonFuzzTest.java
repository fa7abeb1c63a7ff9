package io.portalbots.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Setting;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryTenants;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JSON that operators send, of any shape. {@code -Djson.fuzz.cases=20000} takes longer. */
class SettingJsonFuzzTest {

    private static final int CASES = Integer.getInteger("json.fuzz.cases", 300);
    private static final List<String> OTHERS =
            List.of("1", "-0.5e9", "true", "null", "[]", "{}", "[[{\"value\": 1}]]", "\"\"", "\"value\"");

    private final Vertx vertx = Vertx.vertx();
    private final MemorySettings settings = new MemorySettings();
    private final Random random = new Random(20261122);
    private RawClient client;

    @BeforeEach
    void serve() throws IOException {
        PluginSet plugins = TestPlugins.set(TestPlugins.plugin("test", new AnyText()));
        var tenants = new MemoryTenants().with(MemoryTenants.acme(1));
        var router = Router.router(vertx);
        router.put("/:tenant/:plugin/:key")
                .handler(BodyHandler.create(false).setBodyLimit(16 * 1024))
                .handler(new SettingRoute(tenants, () -> plugins, settings, changed -> {}));
        router.route().failureHandler(Failures::answer);
        client = new RawClient(Served.on(vertx, router));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        vertx.close().await();
    }

    @Test
    void setsExactlyWhatTheJsonSays() throws IOException {
        for (var i = 0; i < CASES; i++) {
            var value = text();
            var json = object(value);

            assertThat(put(json)).as(json).startsWith("HTTP/1.1 200");
            assertThat(settings.settings(MemoryTenants.acme(1).id(), "test"))
                    .as(json)
                    .containsEntry("any", value);
        }
    }

    @Test
    void breaksOnNothing() throws IOException {
        for (var i = 0; i < CASES; i++) {
            var json = new StringBuilder(object(text()));
            for (var change = random.nextInt(8); change >= 0; change--) {
                var at = random.nextInt(json.length());
                switch (random.nextInt(3)) {
                    case 0 -> json.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> json.insert(at, "{[\"\\,:0e".charAt(random.nextInt(8)));
                    default -> json.setLength(Math.max(1, at));
                }
            }

            assertThat(put(json.toString()).substring(9, 12))
                    .as(json.toString())
                    .isIn("200", "400");
        }
    }

    @Test
    void endsWhatIsNestedWithoutEnd() throws IOException {
        for (var open : List.of("[", "{\"value\":", "{\"a\":[")) {
            assertThat(put(open.repeat(16_000 / open.length()))).startsWith("HTTP/1.1 400");
        }
    }

    private String put(String json) throws IOException {
        var bytes = json.getBytes(UTF_8);
        client.send("PUT /acme/test/any HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + bytes.length + "\r\n\r\n" + new String(bytes, ISO_8859_1));
        return client.answer();
    }

    private String text() {
        return "x"
                + random.ints(random.nextInt(60), 0, Character.MAX_CODE_POINT)
                        .map(one -> random.nextBoolean() ? one % 128 : one)
                        .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }

    /** An object with the value, written apart from any library. */
    private String object(String value) {
        var json = new StringBuilder(space() + "{" + space());
        for (var other = random.nextInt(3); other > 0; other--) {
            json.append("\"o")
                    .append(other)
                    .append("\":")
                    .append(OTHERS.get(random.nextInt(OTHERS.size())))
                    .append(",");
        }
        json.append("\"value\"").append(space()).append(":").append(space()).append('"');
        value.chars().forEach(one -> json.append(written((char) one)));
        return json.append('"').append(space()).append("}").append(space()).toString();
    }

    private String written(char one) {
        var must = one < ' ' || one == '"' || one == '\\';
        return must || (random.nextInt(4) == 0 && !Character.isSurrogate(one))
                ? "\\u%04x".formatted((int) one)
                : String.valueOf(one);
    }

    private String space() {
        return " \t\r\n".substring(0, random.nextInt(5));
    }

    /** Takes any text for its setting. */
    private static final class AnyText implements ChatPlugin {

        @Override
        public List<Setting> settings() {
            return List.of(new Setting("any", new Setting.Type.Secret(), Map.of("en", "Any")));
        }

        @Override
        public Offer offer(PortalInfo portal) {
            return Offer.of();
        }
    }
}

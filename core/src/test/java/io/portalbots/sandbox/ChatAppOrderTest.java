package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.frame;
import static io.portalbots.sandbox.TestPortal.js;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries every set of faults that a call can have at once. */
class ChatAppOrderTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    /** A row of a table of checks, and the parameters that make it apply. */
    private record Row(String error, Map<String, Object> fault) {}

    /** Rows that apply because of who calls; the owner's call makes none apply. */
    private static final Row BROWSER = new Row("WRONG_AUTH_TYPE", Map.of());

    private static final Row NAMELESS_WEBHOOK = new Row("ACCESS_DENIED", Map.of());
    private static final Row OTHER = new Row("APP_ID_ERROR", Map.of());
    private static final Row OWNER = new Row("", Map.of());
    private static final List<Row> CALLERS = List.of(BROWSER, NAMELESS_WEBHOOK, OTHER, OWNER);

    private static final Row CODE = new Row("CODE_ERROR", Map.of("CODE", "0"));
    private static final Row HTTPS = new Row("IFRAME_HTTPS", Map.of("IFRAME", "http://no.example.test/"));
    private static final Row HASH = new Row("HASH_ERROR", Map.of("HASH", ""));
    private static final Row DEED = new Row("PARAMS_ERROR", Map.of("JS_PARAM", "none"));
    private static final Row BOT = new Row("BOT_ID_ERROR", Map.of("BOT_ID", 999));
    private static final Row LANG = new Row("LANG_ERROR", Map.of("LANG", ""));
    private static final Row COLUMNS = new Row("WRONG_REQUEST", Map.of("CONTEXT", "c".repeat(129)));
    private static final Row APP = new Row("CHAT_APP_ID_ERROR", Map.of("APP_ID", 999));
    private static final Row LONG_HASH = new Row("WRONG_REQUEST", Map.of("HASH", "h".repeat(33)));
    private static final Row JS = new Row("WRONG_REQUEST", Map.of("JS_METHOD", "SEND", "JS_PARAM", "none"));

    private static final List<Row> REGISTER =
            List.of(BROWSER, NAMELESS_WEBHOOK, CODE, HTTPS, HASH, DEED, BOT, OTHER, LANG, COLUMNS);
    private static final List<Row> UPDATE =
            List.of(BROWSER, NAMELESS_WEBHOOK, APP, OTHER, LONG_HASH, JS, HTTPS, COLUMNS);
    private static final List<Row> REAL_UPDATE = List.of(BROWSER, NAMELESS_WEBHOOK, APP, OTHER, HTTPS);

    @ParameterizedTest
    @ValueSource(strings = {"contract", "real"})
    void answersByTheEarliestRowOfARegistration(String mode) {
        var site = new Site(mode);
        for (var faults : sets(CODE, HTTPS, HASH, BOT, LANG, COLUMNS)) {
            assertThat(site.registers(faults, frame(site.bot, site.newCode())))
                    .as(faults.toString())
                    .isEqualTo(earliest(REGISTER, faults));
        }
        for (var faults : sets(CODE, DEED, BOT, LANG, COLUMNS)) {
            assertThat(site.registers(faults, js(site.bot, site.newCode(), "PUT", "/x1")))
                    .as(faults.toString())
                    .isEqualTo(earliest(REGISTER, faults));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contract", "real"})
    void answersByTheEarliestRowOfAnUpdate(String mode) {
        var site = new Site(mode);
        var table = mode.equals("real") ? REAL_UPDATE : UPDATE;
        for (var faults : sets(APP, LONG_HASH, HTTPS, COLUMNS)) {
            assertThat(site.updates(faults)).as(faults.toString()).isEqualTo(earliest(table, faults));
        }
        for (var faults : sets(APP, LONG_HASH, JS, COLUMNS)) {
            assertThat(site.updates(faults)).as(faults.toString()).isEqualTo(earliest(table, faults));
        }
    }

    /** Each set of the rows, with each caller. */
    private static List<List<Row>> sets(Row... rows) {
        var sets = new ArrayList<List<Row>>();
        for (var caller : CALLERS) {
            for (var bits = 0; bits < 1 << rows.length; bits++) {
                var set = new ArrayList<>(List.of(caller));
                for (var i = 0; i < rows.length; i++) {
                    if ((bits >> i & 1) == 1) {
                        set.add(rows[i]);
                    }
                }
                sets.add(set);
            }
        }
        return sets;
    }

    private static @Nullable String earliest(List<Row> table, List<Row> faults) {
        return table.stream()
                .filter(faults::contains)
                .map(Row::error)
                .findFirst()
                .orElse(null);
    }

    /** A portal with a bot, an app, and everybody who calls. */
    private static final class Site {

        private final TestPortal portal;
        private final JsonObject install;
        private final String token;
        private final String other;
        private final String cookie;
        private final int bot;
        private final int app;
        private int codes;

        Site(String mode) {
            portal = LAB.portal(new JsonObject().put("mode", mode));
            install = portal.install();
            token = install.getString("access_token");
            other = portal.install("local.other", new JsonObject()).json().getString("access_token");
            cookie = portal.detail().getJsonArray("users").getJsonObject(1).getString("cookie");
            bot = portal.bot(token, "echo");
            app = portal.app(token, frame(bot, "poll"));
        }

        String newCode() {
            return "app" + codes++;
        }

        @Nullable
        String registers(List<Row> faults, JsonObject params) {
            faults.forEach(row -> params.getMap().putAll(row.fault()));
            return calls(faults, "imbot.app.register", params).error();
        }

        @Nullable
        String updates(List<Row> faults) {
            var fields = new JsonObject().put("CONTEXT", "BOT");
            faults.stream()
                    .filter(row -> !row.equals(APP))
                    .forEach(row -> fields.getMap().putAll(row.fault()));
            var params = new JsonObject()
                    .put("APP_ID", faults.contains(APP) ? 999 : app)
                    .put("FIELDS", fields);
            return calls(faults, "imbot.app.update", params).error();
        }

        private Reply calls(List<Row> faults, String method, JsonObject params) {
            if (faults.contains(BROWSER)) {
                var headers = Map.of("Cookie", cookie, "Content-Type", "application/json");
                return LAB.send(HttpMethod.POST, portal.rest() + method, headers, params.toBuffer());
            }
            return faults.contains(NAMELESS_WEBHOOK)
                    ? LAB.json(install.getString("webhook_url") + method, params)
                    : portal.call(faults.contains(OTHER) ? other : token, method, params);
        }
    }
}

package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private static TestPortal portal;
    private static String token;

    @BeforeAll
    static void start() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "profile.json", "PROFILE", "Profile.JSON"})
    void takesAMethodNameInAnyCaseWithOrWithoutItsFormat(String method) {
        assertThat(portal.call(token, method, "").json().getJsonObject("result").getString("ID"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "access_token"})
    void takesATokenFromQueryFormAndJson(String name) {
        var url = portal.rest() + "profile";

        assertThat(LAB.get(url + "?" + name + "=" + token).status()).isEqualTo(200);
        assertThat(LAB.form(url, name + "=" + token).status()).isEqualTo(200);
        assertThat(LAB.json(url, new JsonObject().put(name, token)).status()).isEqualTo(200);
    }

    @Test
    void takesABearerToken() {
        var reply = LAB.send(
                HttpMethod.GET, portal.rest() + "profile", Map.of("Authorization", "Bearer " + token), Buffer.buffer());

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void takesMultipartWithBrackets() {
        var part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        var body = part.formatted("auth", token)
                + part.formatted("CODE", "multi")
                + part.formatted("EVENT_HANDLER", TestPortal.HANDLER)
                + part.formatted("PROPERTIES[NAME]", "Multi")
                + "--b--\r\n";

        var reply = LAB.send(
                HttpMethod.POST,
                portal.rest() + "imbot.register",
                Map.of("Content-Type", "multipart/form-data; boundary=b"),
                Buffer.buffer(body));

        assertThat(reply.result()).isInstanceOf(Integer.class);
    }

    @Test
    void readsABodyWithoutContentTypeLikeAQuery() {
        var reply = LAB.send(HttpMethod.POST, portal.rest() + "profile", Map.of(), Buffer.buffer("auth=" + token));

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void letsTheBodyOverrideTheQuery() {
        assertThat(LAB.form(portal.rest() + "profile?auth=wrong", "auth=" + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrapsAResultWithTheTimeItTook() {
        var reply = portal.call(token, "scope", "");

        assertThat(reply.result()).isEqualTo(new JsonArray().add("im").add("imbot"));
        assertThat(reply.json().getJsonObject("time").fieldNames())
                .containsExactlyInAnyOrder("start", "finish", "duration", "processing", "date_start", "date_finish");
        assertThat(reply.headers())
                .containsEntry("Content-Type", "application/json; charset=utf-8")
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void sendsAnEmptyMapAsAnEmptyList() {
        var empty = LAB.portal();

        assertThat(empty.call(empty.install().getString("access_token"), "imbot.bot.list", "")
                        .result())
                .isEqualTo(new JsonArray());
    }

    @Test
    void doesNotKnowAMethodEvenToStrangers() {
        var reply = LAB.get(portal.rest() + "imbot.v2.bot.register");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
        assertThat(reply.json().containsKey("time")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?auth=", "?auth=0123"})
    void refusesAnUnknownToken(String query) {
        var reply = LAB.get(portal.rest() + "profile" + query);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void refusesATokenOfAnotherPortal() {
        assertThat(LAB.portal().call(token, "profile", "").error()).isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void answersToTheBareAddressAsTheFirstPortal() {
        var acme = new TestPortal(LAB, "acme");
        var token = acme.install().getString("access_token");

        assertThat(LAB.get(LAB.url() + "/rest/profile?auth=" + token).status()).isEqualTo(200);
    }

    @Test
    void knowsNoPortalOfAnotherName() {
        assertThat(new TestPortal(LAB, "nobody").call(token, "profile", "").status())
                .isEqualTo(404);
    }

    @Test
    void turnsABodyThatIsTooLargeAway() {
        assertThat(portal.call(token, "profile", "x=" + "y".repeat(11 * 1024 * 1024))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void tellsAnApplicationAboutItself() {
        var info = portal.call(token, "app.info", "").json().getJsonObject("result");

        assertThat(info.getString("CODE")).isEqualTo(TestPortal.CLIENT);
        assertThat(info.getBoolean("INSTALLED")).isTrue();
        assertThat(info.getString("STATUS")).isEqualTo("L");
    }
}

package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.ALICE;
import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthorizeTest {

    private static final String PAGE = "https://bots.example.test/app?tpl=2";

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;

    @BeforeEach
    void install() {
        portal = LAB.portal();
        portal.install(CLIENT, new JsonObject().put("url", PAGE).put("scope", "im,imbot,user"));
    }

    @Test
    void letsAPersonInAndExchangesTheCodeForTokens() {
        var words = words(authorize("client_id=" + CLIENT + "&state=a%26b&user_id=" + BOB));

        var granted = exchange(words).json();

        assertThat(words)
                .containsEntry("tpl", "2")
                .containsEntry("state", "a&b")
                .containsEntry("domain", portal.detail().getString("domain"))
                .containsEntry("member_id", portal.detail().getString("memberId"))
                .containsEntry("scope", "im,imbot,user")
                .containsEntry("server_domain", "localhost:" + LAB.port());
        assertThat(granted.getInteger("user_id")).isEqualTo(BOB);
        assertThat(portal.call(granted.getString("access_token"), "profile", "").status())
                .isEqualTo(200);
    }

    @Test
    void takesTheFirstAdministratorWhereNobodyIsNamed() {
        var granted = exchange(words(authorize("client_id=" + CLIENT))).json();

        assertThat(granted.getInteger("user_id")).isEqualTo(ALICE);
    }

    @Test
    void takesThePersonWhoseSessionTheBrowserHas() {
        var cookie = portal.detail().getJsonArray("users").getJsonObject(1).getString("cookie");

        var reply = authorize("client_id=" + CLIENT, Map.of("Cookie", cookie, "Accept", "text/html"));

        assertThat(exchange(words(reply)).json().getInteger("user_id")).isEqualTo(BOB);
    }

    @Test
    void letsABrowserChooseThePerson() {
        var reply = authorize("client_id=" + CLIENT, Map.of("Accept", "text/html,*/*"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Content-Type")).startsWith("text/html");
        assertThat(reply.body().toString()).contains("/authorize.js");
    }

    private Reply authorize(String query) {
        return authorize(query, Map.of("Accept", "*/*"));
    }

    private Reply authorize(String query, Map<String, String> headers) {
        var url = portal.rest().replaceFirst("/rest/$", "/oauth/authorize/?") + query;
        return LAB.send(HttpMethod.GET, url, headers, Buffer.buffer());
    }

    /** The parameters with which a browser is sent back. */
    private static Map<String, Object> words(Reply reply) {
        assertThat(reply.status()).isEqualTo(302);
        var location = Optional.ofNullable(reply.headers().get("Location")).orElseThrow();
        return PhpForm.decode(location.substring(location.indexOf('?') + 1));
    }

    private static Reply exchange(Map<String, Object> words) {
        return LAB.form(
                tokenUrl(),
                "grant_type=authorization_code&client_id=" + CLIENT + "&client_secret=S3cr3t&code="
                        + words.get("code"));
    }

    private static String tokenUrl() {
        return "http://localhost:" + LAB.port() + "/oauth/token/";
    }
}

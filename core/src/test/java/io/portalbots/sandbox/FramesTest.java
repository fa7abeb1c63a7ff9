package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.HASH;
import static io.portalbots.sandbox.TestPortal.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.portalbots.sandbox.model.Secrets;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The signatures in the address of an application's page, sound and forged. */
class FramesTest {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;
    private int bot;
    private int app;

    @BeforeEach
    void register() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
        bot = portal.bot(token, "echo");
        app = portal.app(token, frame(bot, "poll"));
    }

    @Test
    void isSignedForThePortalAndThePerson() {
        assertThat(params(clicked(new JsonObject())))
                .containsEntry("DOMAIN_HASH", Secrets.md5(host() + HASH))
                .containsEntry("USER_ID", String.valueOf(BOB))
                .containsEntry("USER_HASH", Secrets.md5(BOB + HASH));
    }

    @Test
    void isSignedByAHashThatNobodyHas() {
        var forged = params(clicked(new JsonObject().put("tamper", "bad-hash")));

        assertThat(forged).containsEntry("USER_ID", String.valueOf(BOB));
        assertThat(forged.get("DOMAIN_HASH")).matches("[0-9a-f]{32}").isNotEqualTo(Secrets.md5(host() + HASH));
        assertThat(forged.get("USER_HASH")).matches("[0-9a-f]{32}").isNotEqualTo(Secrets.md5(BOB + HASH));
    }

    /** The word of the reference's own sample is reserved on real portals. */
    @Test
    void cannotBeVerifiedWithTheReservedHash() {
        portal.control(HttpMethod.PATCH, "", new JsonObject().put("mode", "real"));
        var unlucky = portal.app(token, frame(bot, "unlucky").put("HASH", "register"));

        var params = params(portal.clicks(BOB, unlucky, bot));

        assertThat(params).containsEntry("DOMAIN_HASH", Secrets.md5(host() + "register"));
        assertThat(params.get("USER_HASH")).isNotEqualTo(Secrets.md5(BOB + "register"));
    }

    private Reply clicked(JsonObject client) {
        return portal.clicks(BOB, app, bot, client);
    }

    private String host() {
        return portal.name() + ".bitrix24.localhost";
    }

    private static Map<String, String> params(Reply opened) {
        var query = URI.create(opened.json().getString("url")).getQuery();
        return Arrays.stream(query.split("&"))
                .map(param -> param.split("=", 2))
                .collect(Collectors.toMap(param -> param[0], param -> param[1]));
    }
}

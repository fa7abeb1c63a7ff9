package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OAuthTest {

    /** Time that passes when told to. */
    private static final class Watch extends Clock {

        private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final Watch WATCH = new Watch();

    @RegisterExtension
    private static final Lab LAB = new Lab(WATCH);

    @Test
    void rotatesTokensByGetAndByPost() {
        var portal = LAB.portal();
        var installed = portal.install();

        var second = LAB.get(tokenUrl() + "?" + refresh(installed.getString("refresh_token")))
                .json();
        var third =
                LAB.form(tokenUrl(), refresh(second.getString("refresh_token"))).json();

        assertThat(third.getMap())
                .containsEntry("expires_in", 3600)
                .containsEntry("scope", "app")
                .containsEntry("domain", "localhost:" + LAB.port())
                .containsEntry("server_endpoint", "http://localhost:" + LAB.port() + "/rest/")
                .containsEntry("client_endpoint", portal.rest())
                .containsEntry("status", "L")
                .containsEntry("member_id", installed.getString("member_id"))
                .containsEntry("user_id", 1);
        assertThat(portal.call(third.getString("access_token"), "profile", "").status())
                .isEqualTo(200);
    }

    @Test
    void tellsWhoseTokensWereShownAndWhichWereSpent() {
        var portal = LAB.portal();
        var installed = portal.install();
        LAB.control(HttpMethod.DELETE, "/calls", new JsonObject());

        portal.call(installed.getString("access_token"), "profile", "");
        LAB.form(tokenUrl(), refresh(installed.getString("refresh_token")));
        LAB.form(tokenUrl(), refresh(installed.getString("refresh_token")));
        portal.call("nobody's", "profile", "");

        assertThat(LAB.control("/calls").json().getJsonArray("calls").stream()
                        .map(call -> ((JsonObject) call).getJsonObject("token")))
                .containsExactly(shown(portal, false), shown(portal, false), shown(portal, true), null);
    }

    private static JsonObject shown(TestPortal portal, boolean spent) {
        return new JsonObject().put("portal", portal.name()).put("spent", spent);
    }

    @Test
    void letsAnAccessTokenExpireAfterAnHour() {
        var portal = LAB.portal();
        var installed = portal.install();
        var token = installed.getString("access_token");
        assertThat(portal.call(token, "profile", "").status()).isEqualTo(200);

        WATCH.pass(Duration.ofHours(1));

        var late = portal.call(token, "profile", "");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.error()).isEqualTo("expired_token");
        assertThat(LAB.form(tokenUrl(), refresh(installed.getString("refresh_token")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsARefreshTokenLiveForHalfAYear() {
        var alive = LAB.portal().install().getString("refresh_token");
        WATCH.pass(Duration.ofDays(180).minusSeconds(1));
        assertThat(LAB.form(tokenUrl(), refresh(alive)).status()).isEqualTo(200);

        var dead = LAB.portal().install().getString("refresh_token");
        WATCH.pass(Duration.ofDays(180));
        assertThat(LAB.form(tokenUrl(), refresh(dead)).error()).isEqualTo("invalid_grant");
    }

    @Test
    void tellsALateComerThatTheTokenExpiredAndNotThatItIsUnknown() {
        var portal = LAB.portal();
        var installed = portal.install();

        WATCH.pass(Duration.ofDays(170));
        portal.install("local.other", new JsonObject());

        assertThat(portal.call(installed.getString("access_token"), "profile", "")
                        .error())
                .isEqualTo("expired_token");
    }

    @Test
    void forgetsAnOldAccessTokenThatWasRenewed() {
        var portal = LAB.portal();
        var installed = portal.install();
        LAB.form(tokenUrl(), refresh(installed.getString("refresh_token")));

        WATCH.pass(Duration.ofDays(2));
        portal.install("local.other", new JsonObject());

        assertThat(portal.call(installed.getString("access_token"), "profile", "")
                        .error())
                .isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void answersAUsedRefreshTokenAMinuteLongerWhereAPortalIsLenient() {
        var lenient = LAB.portal(new JsonObject().put("reusedRefresh", "grace"));
        var first = refresh(lenient.install().getString("refresh_token"));
        var second = LAB.form(tokenUrl(), first).json();

        WATCH.pass(Duration.ofSeconds(59));
        assertThat(LAB.form(tokenUrl(), first).json()).isEqualTo(second);

        WATCH.pass(Duration.ofSeconds(1));
        assertThat(LAB.form(tokenUrl(), first).error()).isEqualTo("invalid_grant");
    }

    @Test
    void endsTheGraceOfARefreshTokenWithTheUseOfTheNext() {
        var lenient = LAB.portal(new JsonObject().put("reusedRefresh", "grace"));
        var first = refresh(lenient.install().getString("refresh_token"));
        var second = LAB.form(tokenUrl(), first).json().getString("refresh_token");

        LAB.form(tokenUrl(), refresh(second));

        assertThat(LAB.form(tokenUrl(), first).error()).isEqualTo("invalid_grant");
    }

    @Test
    void exchangesACodeWithinHalfAMinute() {
        var portal = LAB.portal();
        portal.install();
        var authorize = portal.rest().replaceFirst("/rest/$", "/oauth/authorize/?client_id=" + TestPortal.CLIENT);
        var quick = LAB.get(authorize).body();
        var slow = LAB.get(authorize).body();

        WATCH.pass(Duration.ofSeconds(29));
        assertThat(LAB.form(tokenUrl(), code(quick)).status()).isEqualTo(200);

        WATCH.pass(Duration.ofSeconds(1));
        assertThat(LAB.form(tokenUrl(), code(slow)).error()).isEqualTo("invalid_grant");
    }

    @Test
    void showsTypingForHalfAMinute() {
        var portal = LAB.portal();
        var token = portal.install().getString("access_token");
        var bot = portal.bot(token, "echo");
        portal.call(token, "imbot.chat.sendTyping", "BOT_ID=" + bot + "&DIALOG_ID=" + TestPortal.BOB);
        var typing = "/users/" + TestPortal.BOB + "/typing?dialogId=" + bot;

        assertThat(portal.control(typing).list().getJsonObject(0))
                .isEqualTo(new JsonObject().put("userId", bot).put("name", "echo"));
        WATCH.pass(Duration.ofSeconds(31));
        assertThat(portal.control(typing).list()).isEmpty();
    }

    private static String tokenUrl() {
        return "http://localhost:" + LAB.port() + "/oauth/token/";
    }

    private static String code(Object code) {
        return "grant_type=authorization_code&client_id=" + TestPortal.CLIENT + "&client_secret=S3cr3t&code=" + code;
    }

    private static String refresh(String token) {
        return "grant_type=refresh_token&client_id=" + TestPortal.CLIENT + "&client_secret=S3cr3t&refresh_token="
                + token;
    }
}

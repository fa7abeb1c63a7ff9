package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClockTest {

    @RegisterExtension
    static final Lab LAB = new Lab(OptionalLong.of(7));

    @RegisterExtension
    static final Lab TWIN = new Lab(OptionalLong.of(7));

    @AfterEach
    void letTimeGoOn() {
        set(new JsonObject().put("freeze", false));
    }

    @Test
    void letsAnHourPassAtOnce() {
        var portal = LAB.portal();
        var token = portal.install().getString("access_token");

        set(new JsonObject().put("advance", "PT1H"));

        assertThat(portal.call(token, "profile", "").error()).isEqualTo("expired_token");
    }

    @Test
    void standsStillUntilMoved() {
        set(new JsonObject().put("at", "2030-01-01T00:00:00Z"));
        var moved = set(new JsonObject().put("advance", "PT26M")).json();

        assertThat(moved)
                .isEqualTo(new JsonObject().put("now", "2030-01-01T00:26:00Z").put("frozen", true));
        assertThat(LAB.control("/clock").json()).isEqualTo(moved);
    }

    @Test
    void namesTheFieldThatIsNoTime() {
        assertThat(set(new JsonObject().put("advance", "26 minutes")).json().getString("message"))
                .contains("'advance'", "PT26M", "26 minutes");
        assertThat(set(new JsonObject().put("at", "noon")).json().getString("message"))
                .contains("'at'");
    }

    @Test
    void answersAlikeForTheSameSeedAndCallsWhileFrozen() {
        assertThat(story(LAB)).isEqualTo(story(TWIN));
    }

    private static String story(Lab lab) {
        lab.control(HttpMethod.POST, "/clock", new JsonObject().put("at", "2031-01-01T00:00:00Z"));
        lab.control(HttpMethod.POST, "/portals", new JsonObject().put("name", "twin"));
        var portal = new TestPortal(lab, "twin");
        var install = portal.install();
        var token = install.getString("access_token");
        portal.bot(token, "echo");
        var profile = portal.call(token, "profile", "");
        return (install.encode() + profile.body()).replace(":" + lab.port(), "");
    }

    private static Reply set(JsonObject body) {
        return LAB.control(HttpMethod.POST, "/clock", body);
    }
}

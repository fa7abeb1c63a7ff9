package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRestTest {

    private final Vertx vertx = Vertx.vertx();
    private final Recorder portal = new Recorder(vertx);
    private final GivenTokens tokens = new GivenTokens();
    private final Tenant acme = acme(portal);
    private final TenantRest rest = rest(vertx, tokens);

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired_token", "invalid_token", "NO_AUTH_FOUND"})
    void renewsOnceAndRepeatsOnceWhenTheTokenIsRefused(String error) {
        portal.answers(401, "{\"error\": \"" + error + "\"}").answers(200, "{\"result\": 13}");

        assertThat(rest.call(acme, "m", new JsonObject())).isEqualTo(new Reply.Result(13));

        assertThat(portal.calls())
                .extracting(call -> call.json().getString("auth"))
                .containsExactly("t1", "t2");
        assertThat(tokens.renewals()).isEqualTo(1);
    }

    @Test
    void losesATenantWhoseNewTokenIsRefusedToo() {
        portal.answers(401, "{\"error\": \"expired_token\"}");

        assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject())).isInstanceOf(TenantUnavailableException.class);

        assertThat(portal.calls()).hasSize(2);
        assertThat(tokens.lost()).isEqualTo("the portal answers expired_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_error", "user_access_error"})
    void losesATenantWhosePersonMayNotCallAnyMore(String error) {
        portal.answers(401, "{\"error\": \"" + error + "\"}");

        assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject())).isInstanceOf(TenantUnavailableException.class);

        assertThat(portal.calls()).hasSize(1);
        assertThat(tokens.lost()).isEqualTo("the portal answers " + error);
    }

    @Test
    void handsOverEveryOtherError() {
        portal.answers(400, "{\"error\": \"BOT_ID_ERROR\"}");

        assertThat(rest.call(acme, "m", new JsonObject())).isEqualTo(new Reply.Failure("BOT_ID_ERROR"));
        assertThat(tokens.renewals()).isZero();
    }

    static TenantRest rest(Vertx vertx, GivenTokens tokens) {
        var http = ThisMachine.http(vertx);
        var rest = new Rest(http, new Pace(vertx), new PortalMetrics(new SimpleMeterRegistry()));
        return new TenantRest(rest, tokens);
    }

    static Tenant acme(Recorder portal) {
        var acme = MemoryTenants.acme(1);
        return new Tenant(acme.id(), 1, acme.state(), portal.uri("/rest/"), "en");
    }
}

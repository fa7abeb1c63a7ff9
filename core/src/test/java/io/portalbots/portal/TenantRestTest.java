package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantState.Cause;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRestTest {

    private final Vertx vertx = Vertx.vertx();
    private final Recorder portal = new Recorder(vertx);
    private final GivenTokens tokens = new GivenTokens();
    private final Tenant acme = acme(portal);
    private final MemoryTenants tenants = new MemoryTenants().with(acme);
    private final TenantRest rest = rest(vertx, tokens, tenants);

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

    @ParameterizedTest
    @CsvSource({"PAYMENT_REQUIRED, PAYMENT", "APPLICATION_NOT_FOUND, PLAN", "OVERLOAD_LIMIT, OVERLOAD"})
    void suspendsATenantWhosePortalBarsUs(String error, Cause cause) {
        portal.answers(401, "{\"error\": \"" + error + "\"}");

        assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject())).isInstanceOf(TenantUnavailableException.class);

        assertThat(state()).isEqualTo(new TenantState.Suspended(cause, "the portal answers " + error));
        assertThat(portal.calls()).hasSize(1);
    }

    @Test
    void takesAccessDeniedForAMatterOfThePlanIfProfileIsDeniedToo() {
        portal.answers(401, "{\"error\": \"ACCESS_DENIED\"}");

        assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject())).isInstanceOf(TenantUnavailableException.class);

        assertThat(state()).isInstanceOf(TenantState.Suspended.class);
        assertThat(portal.calls())
                .extracting(Recorder.Call::path)
                .containsExactly("/rest/m.json", "/rest/profile.json");
    }

    @Test
    void takesAccessDeniedForTheMethodsOwnRefusalIfProfileAnswers() {
        portal.answers(403, "{\"error\": \"ACCESS_DENIED\"}").answers(200, "{\"result\": {\"ID\": \"1\"}}");

        assertThat(rest.call(acme, "m", new JsonObject())).isEqualTo(new Reply.Failure("ACCESS_DENIED"));
        assertThat(state()).isEqualTo(new TenantState.Active());
    }

    @Test
    void losesSightOfAPortalThatIsClosed() {
        portal.answers(403, "{\"error\": \"PORTAL_DELETED\"}");

        assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject())).isInstanceOf(PortalUnavailableException.class);

        assertThat(state()).isInstanceOf(TenantState.Unreachable.class);
    }

    @Test
    void losesSightOfAPortalThatTakesNoConnections() {
        portal.close();

        assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject())).isInstanceOf(PortalUnavailableException.class);

        assertThat(state()).isInstanceOf(TenantState.Unreachable.class);
    }

    @Test
    void goesOnWithAnotherPersonsTokens() {
        tokens.hasOthers(1);
        portal.answers(401, "{\"error\": \"authorization_error\"}").answers(200, "{\"result\": 13}");

        assertThat(rest.call(acme, "m", new JsonObject())).isEqualTo(new Reply.Result(13));

        assertThat(tokens.lost()).isEqualTo("the portal answers authorization_error");
        assertThat(state()).isEqualTo(new TenantState.Active());
    }

    @Test
    void looksForAPortalThatSendsItElsewhereAtTheAuthorizationServer() {
        portal.answers(302, "");
        try (var moved = new Recorder(vertx).answers(200, "{\"result\": 13}")) {
            tokens.onRenewal(() -> tenants.with(acme(moved)));

            assertThat(rest.call(acme, "m", new JsonObject())).isEqualTo(new Reply.Result(13));

            assertThat(portal.calls()).hasSize(1);
            assertThat(moved.calls())
                    .extracting(call -> call.json().getString("auth"))
                    .containsExactly("t2");
        }
    }

    @Test
    void asksOnlyOnceWhereAPortalIsThatSendsItAwayWithoutHavingMoved() {
        portal.answers(302, "");

        for (var call = 0; call < 3; call++) {
            assertThatThrownBy(() -> rest.call(acme, "m", new JsonObject()))
                    .isInstanceOf(PortalUnavailableException.class);
        }

        assertThat(tokens.renewals()).isEqualTo(1);
        assertThat(state()).isEqualTo(new TenantState.Active());
    }

    @Test
    void repeatsAtTheNewAddressIfTheOldOneIsAnotherPortalsByNow() {
        portal.answers(401, "{\"error\": \"NO_AUTH_FOUND\"}");
        try (var moved = new Recorder(vertx).answers(200, "{\"result\": 13}")) {
            tokens.onRenewal(() -> tenants.with(acme(moved)));

            assertThat(rest.call(acme, "m", new JsonObject())).isEqualTo(new Reply.Result(13));

            assertThat(portal.calls()).hasSize(1);
        }
    }

    private TenantState state() {
        return tenants.find(acme.id()).orElseThrow().state();
    }

    static TenantRest rest(Vertx vertx, GivenTokens tokens) {
        return rest(vertx, tokens, new MemoryTenants());
    }

    private static TenantRest rest(Vertx vertx, GivenTokens tokens, MemoryTenants tenants) {
        var metrics = new PortalMetrics(new SimpleMeterRegistry());
        var rest = new Rest(ThisMachine.http(vertx), new Budget(vertx, metrics), metrics);
        return new TenantRest(rest, tokens, tenants);
    }

    static Tenant acme(Recorder portal) {
        return acme(portal.uri("/rest/"));
    }

    static Tenant acme(URI endpoint) {
        var acme = MemoryTenants.acme(1);
        return new Tenant(acme.id(), 1, acme.state(), endpoint, "en");
    }
}

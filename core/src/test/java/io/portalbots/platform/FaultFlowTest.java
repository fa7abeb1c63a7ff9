package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantState.Cause;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What portals do to the platform, and that it does what the table of errors says, no more and no less. */
@ExtendWith(VertxExtension.class)
class FaultFlowTest {

    private static final String SAY = "imbot.message.add";
    private static final String TOKEN = "oauth/token";

    private final TestHouse house;
    private final TestPortal acme;
    private final int parrot;

    FaultFlowTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", """
                        public Optional<BotProfile> bot() {
                            return Optional.of(new BotProfile("Parrot", "", BotProfile.Color.LIME));
                        }
                        public void onMessage(Message message, Chat chat) { chat.say(message.text()); }
                        """).write(data.resolve("plugins/parrot.jar"));
        house = new TestHouse(vertx, data);
        acme = house.install("acme");
        parrot = acme.bot("portalbots_parrot");
        says("hello");
        eventually("quiet", () -> house.platform().stores().inbox().pending() == 0);
        TestPortal.send("DELETE", house.sandboxUrl() + "/_sandbox/calls", "");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void refreshesOnceAndRepeatsOnceWhenAnAccessTokenExpires() {
        fault(new JsonObject().put("kind", "expire-tokens").put("method", SAY).put("count", 1));

        says("still there?");

        assertThat(calls(SAY)).hasSize(2);
        assertThat(calls(TOKEN)).hasSize(1);
    }

    @Test
    void findsAPortalAgainThatHasANewName() {
        var before = tenant();
        fault(new JsonObject().put("kind", "rename").put("portal", "acme").put("name", "apex"));
        var apex = house.portal("apex");

        apex.user("Bob").types(parrot, "still there?");

        eventually("answered", () -> apex.user("Bob").hears(parrot).contains("still there?"));
        assertThat(tenant().domain()).startsWith("apex.");
        assertThat(tenant().id()).isEqualTo(before.id());
        assertThat(tenant().generation()).isEqualTo(before.generation());
        assertThat(calls(TOKEN)).hasSize(1);
    }

    @Test
    void goesOnAfterAWhileWhereThereWereTooManyCalls() {
        fault(new JsonObject()
                .put("kind", "unavailable")
                .put("error", "QUERY_LIMIT_EXCEEDED")
                .put("method", SAY)
                .put("count", 1));
        acme.user("Bob").types(parrot, "too fast?");
        eventually("refused", () -> calls(SAY).size() == 1);

        says("still there?");

        assertThat(tenant().active()).isTrue();
        assertThat(calls(SAY)).hasSize(2);
    }

    @Test
    void leavesAMethodAloneThatHasNoRunningTimeLeftButCallsOthers() throws IOException {
        fault(new JsonObject()
                .put("kind", "too-many")
                .put("error", "OPERATION_TIME_LIMIT")
                .put("method", SAY)
                .put("count", 1));
        acme.user("Bob").types(parrot, "still there?");
        eventually("refused", () -> calls(SAY).size() == 1);

        acme.user("Bob").types(parrot, "and now?");
        PluginJar.of("zebra", "1.0.0")
                .extension("Zebra", """
                        public Optional<BotProfile> bot() {
                            return Optional.of(new BotProfile("Zebra", "", BotProfile.Color.LIME));
                        }
                        """)
                .write(house.plugins().resolve("zebra.jar"));

        eventually("registered", () -> acme.bots().count() == 2);
        assertThat(calls(SAY)).hasSize(1);
        assertThat(tenant().active()).isTrue();
    }

    @Test
    void waitsForAPortalWhosePlanIsWithoutRest() {
        comesBack("not-in-plan", new TenantState.Suspended(Cause.PLAN, "the portal answers ACCESS_DENIED"));
    }

    @Test
    void waitsForAPortalThatFindsUsTooHeavy() {
        comesBack("on-hold", new TenantState.Suspended(Cause.OVERLOAD, "the portal answers OVERLOAD_LIMIT"));
    }

    @Test
    void waitsForAPortalThatIsClosed() {
        acme.change(new JsonObject().put("rest", "stopped"));
        acme.user("Bob").types(parrot, "still there?");

        eventually("out of reach", () -> tenant().state() instanceof TenantState.Unreachable);
        comesBack();
    }

    @Test
    void suspendsATenantWhoseSubscriptionEnded() {
        fault(new JsonObject()
                .put("kind", "error")
                .put("status", 402)
                .put("error", "PAYMENT_REQUIRED")
                .put("method", SAY)
                .put("count", 1));
        acme.user("Bob").types(parrot, "still there?");

        eventually(
                "suspended",
                () -> tenant().state()
                        .equals(new TenantState.Suspended(Cause.PAYMENT, "the portal answers PAYMENT_REQUIRED")));
        comesBack();
    }

    private void comesBack(String rest, TenantState state) {
        acme.change(new JsonObject().put("rest", rest));
        acme.user("Bob").types(parrot, "still there?");

        eventually("suspended", () -> tenant().state().equals(state));
        comesBack();
    }

    /** With the next event, which makes us look whether the portal answers again. */
    private void comesBack() {
        acme.change(new JsonObject().put("rest", "open"));
        acme.user("Bob").types(parrot, "anybody?");

        eventually("active", () -> tenant().active());
        says("hello again");
    }

    private void says(String text) {
        acme.user("Bob").types(parrot, text);
        eventually("answered", () -> acme.user("Bob").hears(parrot).contains(text));
    }

    private Tenant tenant() {
        return house.platform().stores().tenants().page("", "", 1).get(0);
    }

    private void fault(JsonObject wish) {
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", wish.encode());
    }

    private List<JsonObject> calls(String method) {
        return TestPortal.calls(
                house.sandboxUrl(), call -> call.getString("method").equalsIgnoreCase(method));
    }
}

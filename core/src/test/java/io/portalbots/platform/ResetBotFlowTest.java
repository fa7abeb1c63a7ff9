package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps of which nobody can find out whether the portal has them, and how an operator ends that. */
@ExtendWith(VertxExtension.class)
class ResetBotFlowTest {

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"error", "duplicate"})
    void healsAnAppWhoseRegistrationWasNeverAnswered(String known, Vertx vertx) throws IOException {
        offer("parrot", "caw");
        offer("zebra", "run");
        try (var house = house(vertx, known, false)) {
            var acme = house.portal("acme");
            acme.change(new JsonObject().put("knownApp", known));
            acme.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl());
            eventually(
                    "installed",
                    () -> !house.platform()
                            .stores()
                            .tenants()
                            .matching(acme.memberId())
                            .isEmpty());
            cut(house, "batch", "after");
            house.platform().reconcile();
            house.settled();

            var selector = acme.memberId();
            assertThat(run("tenant show " + selector).out())
                    .contains("apps in doubt")
                    .containsPattern("parrot\\.caw +in doubt")
                    .containsPattern("parrot\\.caw +its registration was never answered")
                    .contains("portalbots tenant reset-bot acme")
                    .contains("--plugin parrot --yes");
            var before = acme.bot("portalbots_apps");

            var reset = run("tenant reset-bot " + selector + " --plugin parrot --yes --reason lost");

            assertThat(reset.exit()).as(reset.err()).isZero();
            assertThat(reset.out()).contains("bots 1, commands and apps 3, of parrot, zebra; everything is registered");
            eventually("anew", () -> acme.apps().size() == 2 && acme.bot("portalbots_apps") != before);
            house.settled();
            assertThat(acme.apps()).containsExactly("parrot.caw", "zebra.run");
            assertThat(run("tenant show " + selector).out())
                    .doesNotContain("in doubt")
                    .contains("bot reset", "1 bots with 3 commands and apps of [parrot, zebra]: lost");
            assertThat(run("plan").out()).contains("nothing to do");
        }
    }

    @Test
    void saysWhatItCannotReset(Vertx vertx) throws IOException {
        offer("parrot", "caw");
        try (var house = house(vertx, "adopt", true)) {
            var acme = house.install("acme").memberId();

            assertThat(run("tenant reset-bot " + acme))
                    .satisfies(refused -> assertThat(refused.exit()).isEqualTo(2))
                    .satisfies(refused -> assertThat(refused.err())
                            .contains("buttons in old messages stop working for good; say --yes if that is wanted"));
            assertThat(run("tenant reset-bot " + acme + " --plugin whale --yes").err())
                    .contains("has no bot of plugin 'whale'; there are things of: parrot");
            run("tenant suspend " + acme);
            assertThat(run("tenant reset-bot " + acme + " --yes").err())
                    .contains("is suspended and its bots cannot be reset");
        }
    }

    @Test
    void keepsTheLedgerIfThePortalStaysSilent(Vertx vertx) throws IOException {
        offer("parrot", "caw");
        try (var house = house(vertx, "adopt", true)) {
            var acme = house.install("acme");
            var before = acme.bot("portalbots_apps");
            cut(house, "imbot.unregister", "before");

            var failed = run("tenant reset-bot " + acme.memberId() + " --yes");

            assertThat(failed.exit()).isEqualTo(1);
            assertThat(failed.err()).contains("the portal did not confirm it; try again");
            assertThat(acme.bot("portalbots_apps")).isEqualTo(before);
            assertThat(run("tenant reset-bot " + acme.memberId() + " --yes").exit())
                    .isZero();
            eventually("anew", () -> acme.apps().contains("parrot.caw") && acme.bot("portalbots_apps") != before);
        }
    }

    private TestHouse house(Vertx vertx, String known, boolean reconciling) {
        var house = new TestHouse(vertx, data, Map.of("known-app", known), Set.of(), reconciling);
        Ran.open(house, data);
        return house;
    }

    private void offer(String plugin, String app) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of(plugin, "1.0.0")
                .extension("Offers", """
                        public Offer offer(PortalInfo portal) {
                            return Offer.of(new ChatApp("%s", new ChatApp.Action.Put("/%s"), Audience.everywhere(),
                                    Map.of("en", new Label("One", ""))));
                        }
                        """.formatted(app, app))
                .write(data.resolve("plugins/" + plugin + ".jar"));
    }

    private Ran run(String line) {
        return Ran.command(data, line);
    }

    private static void cut(TestHouse house, String method, String moment) {
        var fault = new JsonObject()
                .put("kind", "cut")
                .put("moment", moment)
                .put("portal", "acme")
                .put("method", method)
                .put("count", 1);
        TestPortal.send("POST", house.sandboxUrl() + "/_sandbox/faults", fault.encode());
    }
}

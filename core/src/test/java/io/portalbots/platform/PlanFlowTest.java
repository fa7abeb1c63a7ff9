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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Plans and what becomes of them, on a platform whose registry does nothing by itself. */
@ExtendWith(VertxExtension.class)
class PlanFlowTest {

    private static final Pattern NAME = Pattern.compile("^plan ([0-9a-f]{12})$", Pattern.MULTILINE);

    private final Path data;
    private final TestHouse house;
    private final TestPortal acme;
    private final TestPortal beta;

    PlanFlowTest(Vertx vertx, @TempDir Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data.resolve("plugins"));
        offer("parrot", "caw", "Caw");
        offer("zebra", "run", "Run");
        house = new TestHouse(vertx, data, Map.of(), Set.of(), false);
        Ran.open(house, data);
        acme = installed("acme");
        beta = installed("beta");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private TestPortal installed(String name) {
        var portal = house.portal(name);
        portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl());
        eventually(
                "installed",
                () -> !house.platform()
                        .stores()
                        .tenants()
                        .matching(portal.memberId())
                        .isEmpty());
        return portal;
    }

    /** A plugin with an app whose title is set. */
    private void offer(String plugin, String app, String title) {
        PluginJar.of(plugin, "1.0.0")
                .extension("Offers", """
                        public List<Setting> settings() {
                            return List.of(new Setting("title", new Setting.Type.Line(40), Map.of("en", "Title")));
                        }
                        public Offer offer(PortalInfo portal) {
                            return Offer.of(new ChatApp("%s", new ChatApp.Action.Put("/%s"), Audience.everywhere(),
                                    Map.of("en", new Label(portal.setting("title").orElse("%s"), ""))));
                        }
                        """.formatted(app, app, title))
                .write(data.resolve("plugins/" + plugin + ".jar"));
    }

    private void title(String title) {
        for (var portal : List.of(acme, beta)) {
            run("settings set " + portal.memberId() + " parrot title=" + title);
        }
    }

    private Ran run(String line) {
        return Ran.command(data, line);
    }

    private String name(Ran plan) {
        var name = NAME.matcher(plan.out());
        assertThat(name.find()).as(plan.toString()).isTrue();
        return name.group(1);
    }

    private int requests() {
        return TestPortal.calls(
                        house.sandboxUrl(), call -> call.getString("method").equals("batch"))
                .size();
    }

    @Test
    void saysWhatIsToBeDoneAndDoesIt() {
        var before = requests();
        var plan = run("plan");

        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("2 tenants: ", "  + adds the app parrot.caw", "  + adds the app zebra.run")
                .contains("  + adds the command /apps of the shared bot")
                .contains("people: the button appears at the next page load or within 26 minutes")
                .contains("12 additions for 2 of 2 active tenants\n12 calls in 2 requests, about 1 second")
                .contains("to do exactly this:  portalbots apply " + name(plan));
        assertThat(requests()).isEqualTo(before);

        var applied = run("apply " + name(plan));

        assertThat(applied.exit()).as(applied.err()).isZero();
        assertThat(applied.out()).isEqualTo("applied to 2 of 2 tenants\n");
        assertThat(acme.apps()).containsExactly("parrot.caw", "zebra.run");
        assertThat(requests()).isEqualTo(before + 2);
        assertThat(run("plan").out()).isEqualTo("nothing to do: every portal has what it should\n");

        title("Squawk");
        var change = run("plan");
        assertThat(change.out())
                .contains("  ~ changes the app parrot.caw\n      title.en: \"Caw\" becomes \"Squawk\"")
                .contains("2 changes for 2 of 2 active tenants");
        run("apply " + name(change));
        assertThat(acme.describe().encode()).contains("Squawk");
    }

    @Test
    void doesNothingIfSomethingElseIsToBeDoneByNow() {
        run("apply " + name(run("plan")));
        title("Squawk");
        var plan = name(run("plan"));
        title("Croak");
        var before = requests();

        var refused = run("apply " + plan);

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("there is something else to do by now, so nothing was done")
                .contains("new: changes the app parrot.caw, title.en: \"Caw\" becomes \"Croak\"")
                .contains("look again:  portalbots plan");
        assertThat(requests()).isEqualTo(before);
        assertThat(run("apply 0123456789ab").err()).contains("plan 0123456789ab was not made here");
        assertThat(acme.describe().encode()).contains("Caw");
    }

    @Test
    void doesOnePluginsPartOnOnePortalWithTheBotItNeeds() {
        var scope = " --tenant " + acme.memberId() + " --plugin zebra";
        var plan = run("plan" + scope);

        assertThat(plan.out())
                .contains("adds the shared bot", "adds the app zebra.run")
                .doesNotContain("parrot");
        assertThat(run("apply " + name(plan)).exit()).as("without the flags").isEqualTo(1);
        var applied = run("apply " + name(plan) + scope);

        assertThat(applied.exit()).as(applied.err()).isZero();
        assertThat(acme.apps()).containsExactly("zebra.run");
        assertThat(beta.apps()).isEmpty();
        assertThat(run("tenant show " + acme.memberId()).out())
                .contains("plan applied")
                .contains("plan " + name(plan));
    }

    @Test
    void leavesATenantAloneThatSomebodyElseWorkedAt() {
        var plan = name(run("plan"));
        house.platform().reconcile();
        eventually(
                "by the registry", () -> !acme.apps().isEmpty() && !beta.apps().isEmpty());
        house.settled();

        var late = run("apply " + plan);

        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.err()).contains("nothing to do: every portal has what it should");
    }

    @Test
    void printsALineForEachTenantAndOneForAll() {
        var lines = run("plan --json").out().lines().map(JsonObject::new).toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).getJsonArray("steps")).hasSize(6);
        assertThat(lines.get(2).getLong("touched")).isEqualTo(2);
        assertThat(lines.get(2).getJsonArray("groups")).hasSize(1);
        assertThat(run("plan --json").out())
                .isEqualTo(
                        String.join("\n", lines.stream().map(JsonObject::encode).toList()) + "\n");
    }

    @Test
    void saysWhatItCannotDo() {
        for (var refused : List.of(
                List.of("plan --tenant nobody", "1", "no tenant matches 'nobody'"),
                List.of("plan --plugin whale", "1", "no plugin 'whale'; there are: parrot, zebra"),
                List.of("apply 0123456789ab --plugin whale", "1", "no plugin 'whale'; there are: parrot, zebra"),
                List.of("apply yesterday", "2", "PLAN is 12 of 0-9 and a-f"),
                List.of("apply", "2", "Missing required parameter"))) {
            var ran = run(refused.get(0));

            assertThat(String.valueOf(ran.exit())).as(ran.toString()).isEqualTo(refused.get(1));
            assertThat(ran.out()).isEmpty();
            assertThat(ran.complaints()).singleElement().asString().contains(refused.get(2));
        }
        assertThat(run("plan --help").out()).contains("Examples:", "portalbots plan --tenant acme --plugin echo");
        assertThat(run("apply --help").out()).contains("Examples:", "portalbots apply 3f9c1b7e5a2d");
    }
}

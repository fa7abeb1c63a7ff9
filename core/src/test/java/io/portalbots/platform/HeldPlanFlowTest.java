package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Plans of what is held back. */
@ExtendWith(VertxExtension.class)
class HeldPlanFlowTest {

    private static final Pattern NAME = Pattern.compile("^plan ([0-9a-f]{12})$", Pattern.MULTILINE);

    @TempDir
    private Path data;

    @Test
    void showsWhatIsHeldBackAndApprovesItByBeingApplied(Vertx vertx) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        var jar = PluginJar.of("parrot", "1.0.0").extension("Parrot", """
                        public Offer offer(PortalInfo portal) {
                            return Offer.of(new ChatApp("caw", new ChatApp.Action.Put("/caw"), Audience.everywhere(),
                                    Map.of("en", new Label("Caw", ""))));
                        }
                        """).write(data.resolve("plugins/parrot.jar"));
        try (var house = new TestHouse(vertx, data)) {
            Ran.open(house, data);
            var acme = house.install("acme");
            var beta = house.install("beta");
            Files.delete(jar);
            eventually("held", () -> run("plan").out().contains("removes the app parrot.caw  (held back)"));
            assertThat(acme.apps()).containsExactly("parrot.caw");

            var one = " --tenant " + beta.memberId();
            var alone = run("apply " + name(run("plan" + one)) + one);

            assertThat(alone.exit()).as(alone.err()).isZero();
            assertThat(beta.apps()).isEmpty();
            assertThat(run("plan").out()).contains("(held back)").contains("to apply this plan approves them");
            assertThat(acme.apps()).containsExactly("parrot.caw");

            var all = run("apply " + name(run("plan")));

            assertThat(all.exit()).as(all.err()).isZero();
            eventually("removed", () -> acme.apps().isEmpty());
            assertThat(run("plan").out()).contains("nothing to do");
        }
    }

    private Ran run(String line) {
        return Ran.command(data, line);
    }

    private static String name(Ran plan) {
        var name = NAME.matcher(plan.out());
        assertThat(name.find()).as(plan.toString()).isTrue();
        return name.group(1);
    }
}

package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What makes tenants due, and what does not, from the folder of plugins to the portal. */
@ExtendWith(VertxExtension.class)
class ResyncTest {

    private static final String CODE = """
            public Offer offer(PortalInfo portal) {
                return Offer.of(new ChatApp("%s", new ChatApp.Action.Send("/caw"), Audience.everywhere(),
                        Map.of("en", new Label("Caw", ""))));
            }
            """;

    private final TestHouse house;

    ResyncTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        plugin("crow", data.resolve("plugins"));
        plugin("raven", data.resolve("plugins"));
        house = new TestHouse(vertx, data, "http://127.0.0.1:9");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private static void plugin(String id, Path folder) {
        PluginJar.of(id, "1.0.0").extension("Bird", CODE.replace("%s", id)).write(folder.resolve(id + ".jar"));
    }

    private TestPortal install(String name) {
        var portal = house.portal(name);
        portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.platform().localUrl() + "/bitrix24/test/event");
        house.installed(portal);
        return portal;
    }

    @Test
    void leavesPortalsAndRowsAloneWhenAProcessStartsWithTheSamePlugins() {
        var acme = install("acme");
        var apps = acme.apps();
        var before = rows();

        try (var another = house.another("another")) {
            assertThat(another.stores().queue().pending()).isZero();
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(acme.apps()).hasSize(2).isEqualTo(apps);
    }

    @Test
    void followsAJarThatCameAndOneThatWent() throws IOException {
        var acme = install("acme");
        assertThat(acme.apps()).containsExactlyInAnyOrder("crow.crow", "raven.raven");

        Files.delete(house.plugins().resolve("raven.jar"));
        plugin("magpie", house.plugins());

        eventually(
                "followed",
                () -> List.of("crow.crow", "magpie.magpie")
                        .equals(acme.apps().stream().sorted().toList()));
        house.settled();
    }

    /** Those of the tenants and of the plugins, each with the transaction that wrote it. */
    private List<String> rows() {
        var rows = house.platform()
                .stores()
                .pool()
                .query("select r::text || r.xmin from reconcile r union all select d::text || d.xmin from desired d"
                        + " union all select g::text || g.xmin from registration g order by 1")
                .execute()
                .await();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}

package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.PluginJar;
import io.portalbots.registry.brakes.Hold;
import io.portalbots.registry.brakes.Hold.Cause;
import io.portalbots.registry.brakes.Marker.Mark;
import io.portalbots.store.MarkFile;
import io.portalbots.store.PrivateFile;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of operators, and how much of them portals notice: nothing, until they are approved. */
@ExtendWith(VertxExtension.class)
class BrakesFlowTest {

    private static final int PORTALS = 12;

    private static final String OFFERS = """
            public Offer offer(PortalInfo portal) {
                var apps = new ArrayList<ChatApp>();
                for (var code : "APPS".split(" ")) {
                    apps.add(new ChatApp(code, new ChatApp.Action.Call("+1 555 010 0100"), Audience.everywhere(),
                            Map.of("en", new Label(code, ""))));
                }
                return new Offer(apps, List.of());
            }
            """;

    private final Path data;
    private final TestHouse house;

    BrakesFlowTest(Vertx vertx, @TempDir Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data.resolve("plugins"));
        jar("call", "1.0.0", "call", data.resolve("plugins"));
        jar("help", "1.0.0", "ask tell find", data.resolve("plugins"));
        house = new TestHouse(vertx, data, Map.of("brakes.least", "9"));
        Files.writeString(data.resolve("management.url"), house.platform().managementUrl());
        PrivateFile.write(data.resolve("admin.token"), "admin");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private static void jar(String plugin, String version, String apps, Path folder) {
        PluginJar.of(plugin, version)
                .extension("Plugin" + version.charAt(0), OFFERS.replace("APPS", apps))
                .write(folder.resolve(plugin + ".jar"));
    }

    @Test
    void keepsEverythingWhenTheFolderIsEmptied() throws IOException {
        var portals = fleet();

        Files.delete(house.plugins().resolve("call.jar"));
        Files.delete(house.plugins().resolve("help.jar"));
        eventually("seen", () -> house.platform().plugins().loaded().isEmpty());
        lookAtAll();

        assertThat(open()).extracting(hold -> hold.found().matter().cause()).containsExactly(Cause.EMPTIED);
        assertThat(removals()).isZero();
        assertThat(portals).allSatisfy(portal -> assertThat(portal.apps()).hasSize(4));

        approve(open().get(0));

        eventually(
                "removed",
                () -> portals.stream().allMatch(portal -> portal.apps().isEmpty()));
        lookAtAll();
        assertThat(open()).isEmpty();
    }

    @Test
    void keepsAPluginThatMostAppsAreOfAndEndsTheHoldWhenItComesBack() throws IOException {
        var portals = fleet();

        Files.delete(house.plugins().resolve("help.jar"));
        eventually("held", () -> !open().isEmpty());
        lookAtAll();
        assertThat(removals()).isZero();

        jar("help", "1.0.0", "ask tell find", house.plugins());
        eventually("ended", () -> open().isEmpty());
        lookAtAll();
        assertThat(removals()).isZero();
        assertThat(portals).allSatisfy(portal -> assertThat(portal.apps()).hasSize(4));
    }

    @Test
    void stopsANewVersionThatOffersTooFewApps() {
        var portals = fleet();

        jar("help", "2.0.0", "ask", house.plugins());
        eventually("held", () -> !open().isEmpty());
        lookAtAll();

        var most = PORTALS * 4 * 3 / 10;
        assertThat(open().get(0).found().said()).contains("help takes away more apps");
        assertThat(PORTALS * 4 - apps(portals))
                .as("lost, with %d calls", removals())
                .isBetween(most - 1, most);

        approve(open().get(0));
        eventually("removed", () -> apps(portals) == PORTALS * 2);
    }

    @Test
    void keepsWhatIsOfACorruptJarThatIsThereWhenThePlatformStarts() throws IOException {
        fleet();
        Files.writeString(house.plugins().resolve("help.jar"), "no jar at all");

        var other = house.another("other");
        try {
            eventually("refused", () -> !house.platform().plugins().failures().isEmpty());
            assertThat(other.plugins().find("help")).isEmpty();
            lookAtAll();
        } finally {
            other.close();
        }

        assertThat(removals()).isZero();
        assertThat(open()).isEmpty();
    }

    @Test
    void keepsEverythingWhenABackupOfTheDatabaseWasRestored() throws IOException {
        keepsEverythingAfter(new Mark(1000, Instant.EPOCH), Cause.OLDER_DATABASE);
    }

    @Test
    void keepsEverythingWhenTheClockWasSetBack() throws IOException {
        keepsEverythingAfter(new Mark(0, Instant.now().plus(Duration.ofHours(1))), Cause.CLOCK);
    }

    /** Of a plugin that few have, and that would go at once otherwise. */
    private void keepsEverythingAfter(Mark noted, Cause cause) throws IOException {
        var acme = house.install("acme");
        new MarkFile(data.resolve("other").resolve("database.mark")).write(noted);
        var other = house.another("other");
        try {
            eventually("held", () -> !open().isEmpty());
            Files.delete(house.plugins().resolve("call.jar"));
            eventually(
                    "seen",
                    () -> house.platform().plugins().find("call").isEmpty()
                            && other.plugins().find("call").isEmpty());
            lookAtAll();

            assertThat(open()).extracting(hold -> hold.found().matter().cause()).containsExactly(cause);
            assertThat(removals()).isZero();

            approve(open().get(0));
            eventually("removed", () -> !acme.apps().contains("call.call"));
        } finally {
            other.close();
        }
    }

    @Test
    void letsAPluginOfFewPortalsGoAtOnce() throws IOException {
        var acme = house.install("acme");

        Files.delete(house.plugins().resolve("call.jar"));

        eventually("removed", () -> !acme.apps().contains("call.call"));
        assertThat(house.platform().stores().holds().board().holds()).isEmpty();
    }

    private List<TestPortal> fleet() {
        house.portals("fleet", PORTALS);
        var portals = IntStream.rangeClosed(1, PORTALS)
                .mapToObj(number -> house.portal("fleet" + number))
                .toList();
        portals.forEach(portal -> portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl()));
        eventually(
                "installed",
                () -> portals.stream().allMatch(portal -> portal.apps().size() == 4));
        house.settled();
        return portals;
    }

    private void lookAtAll() {
        house.platform().stores().queue().everybodyAgain();
        house.settled();
    }

    private List<Hold> open() {
        return house.platform().stores().holds().board().holds().stream()
                .filter(Hold::open)
                .toList();
    }

    private long removals() {
        return TestPortal.count(house.sandboxUrl(), "unregister");
    }

    private static int apps(List<TestPortal> portals) {
        return portals.stream().mapToInt(portal -> portal.apps().size()).sum();
    }

    private void approve(Hold hold) {
        var words = List.of(
                "holds", "approve", String.valueOf(hold.id()), "--reason", "it is right", "--data", data.toString());
        assertThat(Main.commandLine().execute(words.toArray(String[]::new))).isZero();
    }
}

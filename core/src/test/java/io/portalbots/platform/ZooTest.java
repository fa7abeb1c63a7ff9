package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.Standing;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All bad plugins on one platform at the same time, and a good one among them. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZooTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private TestHouse house;
    private TestPortal acme;
    private TestPortal.Person bob;

    @BeforeAll
    void open(Vertx vertx, @TempDir Path data) throws IOException {
        System.clearProperty(Zoo.CLOSED);
        Files.createDirectories(data.resolve("plugins"));
        Zoo.build(data.resolve("plugins"));
        house = new TestHouse(vertx, data);
        acme = house.install("acme");
        bob = acme.user("Bob");
        for (var plugin : house.platform().plugins().plugins()) {
            tease(plugin.id());
        }
        tease("sleeper");
        tease("sleeper");
        tease("breeder");
    }

    @AfterAll
    void close() {
        System.setProperty(Zoo.CLOSED, "true");
        house.close();
        System.clearProperty(Zoo.CLOSED);
    }

    private void tease(String animal) {
        bob.types(bot(animal), "hello");
    }

    private int bot(String animal) {
        return acme.bot("portalbots_" + animal);
    }

    @ParameterizedTest
    @CsvSource({
        "parrot,    hello",
        "flooder,   drop 20",
        "printer,   printed",
        "blocker,   on plugin-blocker without Vert.x",
        "breeder,   bred"
    })
    void hearsWhoeverCanAnswer(String animal, String answer) {
        eventually(animal, () -> bob.hears(bot(animal)).contains(answer));
    }

    @Test
    void takesTwentyMessagesOfAFlood() {
        eventually("counted", () -> called("flooder", "failed") == 1);

        assertThat(bob.hears(bot("flooder"))).contains("drop 20").doesNotContain("drop 21");
    }

    @ParameterizedTest
    @CsvSource({"thrower, failed", "erring, failed", "unlinked, failed", "recursive, failed", "looper, overdue"})
    void countsWhatBecameOfTheCall(String animal, String outcome) {
        eventually(animal, () -> called(animal, outcome) == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "looper,  RESTING,  a call of it does not end and burns a CPU",
        "sleeper, RESTING,  3 calls",
        "breeder, DISABLED, 'threads, and 100 are the most'"
    })
    void callsThoseNoMoreThatHarmOthersAndSaysSoEverywhere(String animal, Standing.State state, String why) {
        eventually(animal + " is found out", () -> standing(animal).state() == state);
        assertThat(standing(animal).why()).contains(why);

        eventually("measured", () -> metric("portalbots_plugin_circuit{plugin=\"" + animal + "\"}") == state.number());
        assertThat(metric("portalbots_plugin_opened_total{plugin=\"" + animal + "\"}"))
                .isEqualTo(1);
        assertThat(health().getJsonObject("pluginsNotCalled").getString(animal)).contains(why);
        assertThat(diagnosis(animal).getString("broken")).isEqualTo("plugin");
        assertThat(diagnosis(animal).encode()).contains(why);
        assertThat(acme.apps()).contains(animal + ".app");
    }

    @Test
    void answersInTimeForAnotherMeanwhile() {
        eventually(
                "the worst is under way",
                () -> !standing("looper").called() && !standing("sleeper").called());

        bob.types(bot("parrot"), "still there?");

        eventually("answered", () -> bob.hears(bot("parrot")).contains("still there?"));
        assertThat(standing("parrot").called()).isTrue();
        assertThat(diagnosis("parrot").getString("broken")).isEmpty();
        assertThat(acme.apps()).hasSize(house.platform().plugins().plugins().size());
    }

    private Standing standing(String animal) {
        return house.platform()
                .plugins()
                .find(animal)
                .map(Plugin::calls)
                .orElseThrow()
                .standing();
    }

    private double called(String animal, String outcome) {
        return metric("portalbots_plugin_calls_seconds_count{call=\"message\",outcome=\"" + outcome + "\",plugin=\""
                + animal + "\"}");
    }

    /** The value of a line of the metrics; -1 if there is none. */
    private double metric(String name) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    private JsonObject health() {
        return new JsonObject(get("/health"));
    }

    private JsonObject diagnosis(String animal) {
        return new JsonObject(get("/admin/tenants/test." + acme.memberId() + "/apps/" + animal + ".app/diagnosis"));
    }

    private String get(String path) {
        var request = HttpRequest.newBuilder(URI.create(house.platform().managementUrl() + path))
                .header("Authorization", "Bearer admin")
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

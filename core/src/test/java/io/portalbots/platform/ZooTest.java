package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.portalbots.plugin.Plugin;
import io.portalbots.plugin.PluginOutput;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** All bad plugins on one platform at the same time, and a good one among them. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZooTest {

    private static final String SORRY = "Sorry, this did not work. Please try again later.";
    private static final String LEIDER = "Das hat leider nicht geklappt. Bitte später noch einmal versuchen.";
    /** What was left for later is so no more after an hour. */
    private static final String HOURS_LATER = """
            update event set claimed_until = now(), received_at = now() - interval '2 hours'
            where handled_at is null and parked is null and holder is null and outcome is not null
            """;

    private static final String MESSAGES = "select count(*) from event where name = 'ONIMBOTMESSAGEADD'";
    private final HttpClient http = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> printed = new ListAppender<>();
    private PluginOutput output;
    private TestHouse house;
    private TestPortal acme;
    private TestPortal.Person bob;

    @BeforeAll
    void open(Vertx vertx, @TempDir Path data) throws IOException {
        System.clearProperty(Zoo.CLOSED);
        output = new PluginOutput();
        printed.start();
        ((Logger) LoggerFactory.getLogger(PluginOutput.class)).addAppender(printed);
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
        acme.user("Dora").types(bot("thrower"), "hallo");
        handled(house.platform().plugins().plugins().size() + 4);
    }

    /** Until nothing is tried again any more; without the 71 s between the attempts, and the hour of rests. */
    private void handled(long messages) {
        var stores = house.platform().stores();
        eventually("all is handled or parked", Duration.ofSeconds(60), () -> {
            stores.pool().query(HOURS_LATER).execute().await();
            var kept = stores.pool().query(MESSAGES).execute().await();
            return kept.iterator().next().getLong(0) == messages
                    && stores.inbox().pending() == 0;
        });
    }

    @AfterAll
    void close() {
        System.setProperty(Zoo.CLOSED, "true");
        house.close();
        ((Logger) LoggerFactory.getLogger(PluginOutput.class)).detachAppender(printed);
        output.close();
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

    @Test
    void logsWhatAPluginPrintsWithItsName() {
        eventually(
                "logged",
                () -> List.copyOf(printed.list).stream()
                        .anyMatch(line -> line.getFormattedMessage().equals("plugin prints: printed")
                                && String.valueOf(line.getKeyValuePairs()).equals("[plugin=\"printer\"]")));
    }

    @ParameterizedTest
    @CsvSource({"thrower, 8", "erring, 4", "unlinked, 4", "recursive, 4"}) // four times each message
    void countsEachCallThatFails(String animal, long times) {
        eventually(animal, () -> called(animal, "failed") == times);
    }

    /** Once more for each trial after a rest, if the machine is so slow that there is one. */
    @Test
    void countsTheCallThatNeverEnds() {
        eventually("looper", () -> called("looper", "overdue") >= 1);
    }

    @ParameterizedTest
    @CsvSource({
        "thrower,   2, failed: java.lang.IllegalStateException: no luck",
        "erring,    1, failed: java.lang.AssertionError: no luck at all",
        "unlinked,  1, failed: java.lang.NoClassDefFoundError: Could not initialize class test.Broken",
        "recursive, 1, failed: java.lang.StackOverflowError",
        "flooder,   1, failed: io.portalbots.spi.ChatException: one call may not send more than 20",
        "looper,    1, is not called for a while: a call of it does not end and burns a CPU",
        "sleeper,   3, is not called for a while: 3 calls"
    })
    void parksWhatCannotBeAnsweredAndSaysWhoFailedAndHow(String animal, int events, String why) {
        assertThat(parked().get(animal))
                .hasSize(events)
                .allSatisfy(said -> assertThat(said).startsWith("plugin " + animal + " " + why));
    }

    @Test
    void parksNothingThatWasAnswered() {
        assertThat(parked()).doesNotContainKeys("parrot", "printer", "blocker", "breeder");
    }

    @ParameterizedTest
    @CsvSource({"thrower, 1", "erring, 1", "unlinked, 1", "recursive, 1", "flooder, 1", "looper, 1", "sleeper, 3"})
    void apologisesOnceForEachThatIsParked(String animal, int messages) {
        assertThat(bob.hears(bot(animal)).stream().filter(SORRY::equals)).hasSize(messages);
    }

    @Test
    void apologisesToEachPersonInTheirLanguageAndToNobodyWithoutReason() {
        assertThat(acme.user("Dora").hears(bot("thrower")))
                .filteredOn(LEIDER::equals)
                .hasSize(1);
        assertThat(List.of("parrot", "printer", "blocker", "breeder"))
                .allSatisfy(animal -> assertThat(bob.hears(bot(animal))).doesNotContain(SORRY));
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
                .isPositive();
        assertThat(health().getJsonObject("pluginsNotCalled").getString(animal)).contains(why);
        assertThat(diagnosis(animal).getString("broken")).isEqualTo("plugin");
        assertThat(diagnosis(animal).encode()).contains(why);
        assertThat(acme.apps()).contains(animal + ".app");
    }

    @Test
    void leavesForLaterWhatIsForAPluginThatRests() {
        eventually("it rests", () -> !standing("sleeper").called());

        bob.types(bot("sleeper"), "later then");

        eventually(
                "postponed",
                () -> metric("portalbots_events_total{event=\"ONIMBOTMESSAGEADD\",outcome=\"postponed\"}") > 0);
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

    /** Why the events of each animal are parked. */
    private Map<String, List<String>> parked() {
        return new JsonObject(get("/admin/events?parked=true&limit=1000"))
                .getJsonArray("events").stream()
                        .map(JsonObject.class::cast)
                        .collect(groupingBy(
                                event -> animal(event.getLong("id")),
                                mapping(event -> event.getString("said"), toList())));
    }

    private String animal(long event) {
        var dialog = new JsonObject(get("/admin/events/" + event)).getString("dialog");
        return house.platform().plugins().plugins().stream()
                .map(Plugin::id)
                .filter(animal -> dialog.endsWith("@" + bot(animal)))
                .findFirst()
                .orElseThrow();
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

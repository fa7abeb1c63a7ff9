package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.registry.brakes.Hold;
import io.portalbots.store.PrivateFile;
import io.portalbots.store.TestEvents;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's commands against a running platform, with the sandbox behind it. */
class OperatorCommandsTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path data;

    private static TestHouse house;

    /** What a command did. */
    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        house = new TestHouse(VERTX, data);
        Files.writeString(data.resolve("management.url"), house.platform().managementUrl());
        PrivateFile.write(data.resolve("admin.token"), "admin");
        house.install("acme");
    }

    @AfterAll
    static void stop() {
        house.close();
        VERTX.close().await();
    }

    @Test
    void listsTenantsInColumnsAndAsJson() {
        var columns = run("tenants");
        var json = run("tenants", "--state", "active", "--json");

        assertThat(columns.exit()).as(columns.err()).isZero();
        assertThat(columns.out().lines())
                .first()
                .asString()
                .matches("DOMAIN +STATE +SINCE +GENERATION +TENANT +REASON");
        assertThat(columns.out())
                .containsPattern("acme\\.bitrix24\\.localhost:\\d+ +active +\\d+ \\w+ ago +1 +test\\.");
        assertThat(new JsonObject(json.out())
                        .getJsonArray("tenants")
                        .getJsonObject(0)
                        .fieldNames())
                .containsExactly(
                        "id", "domain", "state", "cause", "reason", "since", "generation", "began", "language");
        assertThat(run("tenants", "--state", "suspended").out().strip()).isEqualTo("no tenants");
    }

    @Test
    void showsOneWithWhatItsPortalWasAsked() {
        eventually("written", () -> run("tenant", "show", "acme").out().contains("event.bind"));

        var shown = run("tenant", "show", "acme").out();

        assertThat(shown)
                .contains("active since")
                .containsPattern("\\d+ +installer +in \\d+ min")
                .containsPattern("installed +platform +generation 1: installer")
                .containsPattern("batch +reconcile +ok +\\d+ +.*c0=event\\.bind EVENT=ONAPPUNINSTALL");
    }

    @Test
    void suspendsResumesAndPurges() {
        var beta = house.install("beta").memberId();

        assertThat(run("tenant", "suspend", beta, "--reason", "abuse").out()).contains("is suspended");
        assertThat(run("tenants", "--state", "suspended").out()).contains("by the operator: abuse");
        assertThat(run("tenant", "resume", beta).out()).contains("is active");
        assertThat(run("tenant", "purge", beta, "--yes").err()).contains("is active and cannot be purged");
        run("tenant", "suspend", beta);
        assertThat(run("tenant", "purge", beta, "--yes", "--json").out()).contains("\"state\" : \"removed\"");
        assertThat(run("tenant", "show", beta).out()).contains("purged").contains("apps: none");
    }

    @Test
    void listsAndApprovesWhatIsHeld() {
        assertThat(run("holds").out().strip()).isEqualTo("nothing is held");
        var matter = new Hold.Matter("", "call", Hold.Cause.SHARE, "absent");
        var holds = house.platform().stores().holds();
        var id = holds.hold(new Hold.Found(matter, "call is gone", 900, 300))
                .orElseThrow()
                .id();

        assertThat(run("holds").out())
                .containsPattern("HOLD +PLUGIN +CAUSE +SINCE +STATE +WHAT")
                .containsPattern(id + " +call +share +\\d+ s ago +held +call is gone");
        assertThat(run("holds", "--json").out()).contains("\"apps\" : 900");
        var approved = run("holds", "approve", String.valueOf(id), "--reason", "given up");

        assertThat(approved.out().strip()).isEqualTo("hold " + id + " is approved: call is gone");
        assertThat(run("holds").out()).contains("approved");
        holds.end(id);
    }

    @Test
    void listsShowsReplaysAndDiscardsWhatIsParked() {
        var inbox = house.platform().stores().inbox();
        var tenant = house.portal("acme").memberId();
        var id = new TenantId("test", tenant);
        var parked = Stream.of(1L, 2L)
                .map(number -> new Arrived(
                        id,
                        "ONKIWI",
                        "ONKIWI|" + number,
                        "17",
                        number,
                        "event=ONKIWI&data[SAID]=hush+hush".getBytes(UTF_8)))
                .map(event -> TestEvents.claimed(house.platform().stores().events(), event)
                        .orElseThrow())
                .toList();
        parked.forEach(event -> inbox.park(event, "a bug"));
        var first = String.valueOf(parked.getFirst().id());
        var second = String.valueOf(parked.getLast().id());

        assertThat(run("events", "list", "--parked", "--tenant", tenant).out())
                .containsPattern("EVENT +NAME +TENANT +RECEIVED +STATE +ATTEMPT +WHY")
                .containsPattern(first + " +ONKIWI +test." + tenant + " +\\d+ s ago +parked +1 +a bug");
        assertThat(run("events", "show", first).out())
                .containsPattern("data\\[SAID] +9")
                .doesNotContain("hush");
        assertThat(run("events", "show", first, "--body").out()).containsPattern("data\\[SAID] +9 +hush hush");

        assertThat(run("events", "replay", first, "--reason", "mended").out())
                .contains("event " + first + " is handled again");
        assertThat(run("events", "discard", second).out()).contains("event " + second + " is discarded");

        eventually("handled", () -> run("events", "list", "--json").out().contains("nothing is done about it"));
        assertThat(run("events", "discard", first).err()).contains("event " + first + " is not parked but handled");
        assertThat(run("events", "list", "--parked").out().strip()).isEqualTo("no events");
        assertThat(run("tenant", "show", tenant).out())
                .contains("event read")
                .contains("event replayed")
                .contains("mended")
                .contains("event discarded");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | no tenant matches 'nobody'        | tenant show nobody
            2 | say --yes if that is wanted       | tenant purge acme
            2 | --state must be one of            | tenants --state happy
            1 | there is no hold '99'         | holds approve 99 --reason because
            1 | say why it is right           | holds approve 99 --reason=
            1 | there is no event '99999'     | events replay 99999
            1 | no tenant matches 'nobody'    | events list --tenant nobody
            1 | limit must be 1 to 1000       | events list --limit 0
            2 | Missing required option       | holds approve 99
            1 | no Portalbots is running          | tenants --data /no/such
            2 | Missing required parameter        | tenant show
            """)
    void saysInOneLineWhatItCannotDo(int exit, String why, String line) {
        var refused = run(line.split(" "));

        assertThat(refused.exit()).isEqualTo(exit);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines())
                .singleElement()
                .asString()
                .startsWith("portalbots: ")
                .contains(why);
    }

    @Test
    void saysThatAPlatformThatWasKilledDoesNotAnswer(@TempDir Path left) throws IOException {
        Files.writeString(left.resolve("management.url"), "http://127.0.0.1:1");
        PrivateFile.write(left.resolve("admin.token"), "admin");

        var refused = run("tenants", "--data", left.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("http://127.0.0.1:1 does not answer; is it running?");
    }

    @Test
    void rotatesKeysAndTellsHowFarItIs() {
        var before = keys();

        var rotated = run("keys", "rotate");

        assertThat(rotated.exit()).as(rotated.err()).isZero();
        assertThat(rotated.out()).containsPattern("^rotated: sealed anew \\d+ of \\d+; the old keys are gone\n$");
        assertThat(rotated.err()).contains("waiting for what other processes are still writing");
        assertThat(keys()).isNotEqualTo(before);
        assertThat(house.platform().stores().tenants().matching("test."))
                .allSatisfy(tenant -> house.platform().stores().chains().best(tenant));
    }

    private static String keys() {
        try {
            return Files.readString(data.resolve("keys.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Ran run(String... words) {
        return Ran.command(data, List.of(words));
    }
}

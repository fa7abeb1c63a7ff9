package io.portalbots.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class RunnerTest {

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Runner runner = new Runner(vertx, URI.create("http://127.0.0.1:1"));

    @BeforeAll
    void start() {
        var options = new SandboxOptions("127.0.0.1", 0, List.of("acme"), true);
        var sandbox = Sandbox.start(vertx, options).timeout(5, TimeUnit.SECONDS).await();
        runner = new Runner(vertx, URI.create(sandbox.url()));
    }

    @AfterAll
    void stop() {
        runner.close();
        vertx.close().timeout(5, TimeUnit.SECONDS).await();
    }

    @Test
    void reportsWhatWasAskedWhatCameAndWhatIsDifferent() throws IOException {
        var failure =
                failure("{ask: {call: scope, json: {a: 1}}, answer: {status: 400, body: {result: [im, '<int>']}}}");

        assertThat(failure)
                .startsWith("b #1, mode contract, request 1 of 1\nasked    POST http://pair-")
                .contains("/rest/scope\n         Content-Type: application/json\n         {\"auth\":\"")
                .contains("\ncame     200 {\"result\":[\"im\",\"imbot\"]")
                .endsWith(
                        "\ndiffers  status: 400 expected, 200 came\n         body.result.1: <int> expected, \"imbot\" came");
    }

    @Test
    void stopsAtAPreparationThatFails() throws IOException {
        assertThat(failure("{given: [lost], ask: {call: scope}, answer: {}}"))
                .startsWith("b #1, mode contract, request 1 of 2\n")
                .endsWith("status: 200 expected, 404 came");
    }

    @Test
    void missesWhatItIsToKeep() throws IOException {
        assertThat(failure("{ask: {call: scope}, answer: {}, keep: {x: result.7}}"))
                .endsWith("differs  result.7: nothing there to keep");
    }

    @Test
    void missesAHeader() throws IOException {
        assertThat(failure("{ask: {call: scope}, answer: {headers: {Location: <text>, X-None: <absent>}}}"))
                .endsWith("differs  header Location: <text> expected, but it is absent");
    }

    @Test
    void reportsThatItsPortalCannotBeMade() throws IOException {
        assertThat(failure("{traits: {flavour: mild}, ask: {call: scope}, answer: {}}"))
                .startsWith("b #1, mode contract: POST http://127.0.0.1:")
                .contains("is needed to begin, but answers\n400 {")
                .contains("flavour");
    }

    @Test
    void runsInTheModesOfTheBehaviour() throws IOException {
        var pair = "{ask: {control: 'GET /portals/${portal}'}, answer: {body: {mode: contract}}}";

        assertThat(failure(pair)).startsWith("b #1, mode real, request 1 of 1\n");
        assertThat(runner.run(behaviour("mode: contract", pair), pair("mode: contract", pair))
                        .failure())
                .isEmpty();
    }

    @Test
    void keepsTypesAndRepeatsText() throws IOException {
        var keep = "{given: [], ask: {control: 'GET /portals/${portal}'}, answer: {}, keep: {id: users.0.id}, then: ["
                + "{ask: {control: 'GET /portals/${portal}'}, answer: {body: {users: '<list>', memberId: '${member_id}'}}},"
                + "{ask: {call: imbot.register, form: {CODE: '${c*256}', EVENT_HANDLER: 'http://127.0.0.1:9/',"
                + " PROPERTIES: {NAME: a}}}, answer: {status: 400, body: {error: WRONG_REQUEST}}},"
                + "{ask: {call: profile}, answer: {body: {result: {ID: '${id}'}}}}]}";

        assertThat(failure(keep)).endsWith("body.result.ID: 1 expected, \"1\" came");
    }

    @Test
    void fillsVariablesIntoARegularExpression() throws IOException {
        assertThat(failure(
                        "{ask: {control: 'GET /portals/${portal}'}, answer: {body: {domain: '<like ${portal}x.*>'}}}"))
                .contains("body.domain: <like p")
                .doesNotContain("${portal}");
        assertThat(
                        failure(
                                "{ask: {control: 'GET /portals/${portal}'}, answer: {body: {domain: '<like ${portal}[.].*>'}}}"))
                .isEmpty();
    }

    @Test
    void leavesOutWhatIsAbsent() throws IOException {
        var pair = "{ask: {call: imbot.register, json: {CODE: <absent>, EVENT_HANDLER: 'http://127.0.0.1:9/'}},"
                + " answer: {}}";

        assertThat(failure(pair)).contains("CODE_ERROR").doesNotContain("absent");
    }

    @Test
    void asksAnyPathOfThePortal() throws IOException {
        assertThat(failure("{ask: {url: /nowhere, auth: bearer}, answer: {body: '<like x+>'}}"))
                .contains("asked    GET http://pair-")
                .contains("Authorization: Bearer ")
                .contains("404");
    }

    @Test
    void saysThatNobodyAnswers() {
        try (var nobody = new Runner(vertx, URI.create("http://127.0.0.1:1"))) {
            assertThat(nobody.unreachable()).isPresent();
        }
        assertThat(runner.unreachable()).isEmpty();
    }

    private String failure(String pair) throws IOException {
        return runner.run(behaviour("mode: both", pair), pair("mode: both", pair))
                .failure()
                .orElse("");
    }

    private Pair pair(String mode, String pair) throws IOException {
        return behaviour(mode, pair).pairs().getFirst();
    }

    private Behaviour behaviour(String mode, String pair) throws IOException {
        var text = "area: a\npreparations: {lost: {ask: {call: moon}}}\n"
                + "behaviours: [{id: b, says: So., source: seed, " + mode + ", pairs: [" + pair + "]}]";
        Files.writeString(directory.resolve("a.yaml"), text);
        return Catalogue.read(directory).behaviours().findFirst().orElseThrow();
    }
}

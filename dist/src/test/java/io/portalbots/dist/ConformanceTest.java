package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The documented requests, asked by the command that others run too. */
class ConformanceTest {

    @Test
    void holdsForTheSandboxAsItIsShipped() throws Exception {
        try (var sandbox = Server.start("sandbox", "--sandbox-port=0")) {
            var compared = Archive.run("conformance", "--url=" + sandbox.ready("sandbox"));

            assertThat(compared.out()).matches("CONFORMANCE pairs=[1-9]\\d+ failed=0\n");
            assertThat(compared.err()).contains("Transport: ");
            assertThat(compared.exit()).isZero();
        }
    }

    @Test
    void tellsWhatIsDifferentInTheAreaAskedFor() throws Exception {
        try (var sandbox = Server.start("sandbox", "--sandbox-port=0")) {
            var url = sandbox.ready("sandbox");
            Http.post(
                    url + "/_sandbox/faults",
                    new JsonObject().put("kind", "html").put("method", "batch"));

            var compared = Archive.run("conformance", "--area=batch", "--url=" + url);

            assertThat(compared.out())
                    .contains("batch.list #1, mode contract, request 1 of 1\nasked    POST http://pair-")
                    .containsPattern("\nCONFORMANCE pairs=(\\d+) failed=\\1\n$");
            assertThat(compared.err()).startsWith("batch: ").hasLineCount(1);
            assertThat(compared.exit()).isEqualTo(1);
        }
    }

    @Test
    void listsWhatItWouldCompare() throws Exception {
        var list = Archive.run("conformance", "--list", "--area=batch");

        assertThat(list.out()).startsWith("batch\n").contains("  batch.halt (");
        assertThat(list.exit()).isZero();
    }
}

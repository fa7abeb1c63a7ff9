package io.portalbots.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every documented pair, against a sandbox of its own, or the one {@code -Dconformance.url} names. */
@TestInstance(Lifecycle.PER_CLASS)
class ConformanceTest {

    private final Vertx vertx = Vertx.vertx();
    private Optional<Sandbox> own = Optional.empty();
    private Runner runner = new Runner(vertx, URI.create(System.getProperty("conformance.url", "http://127.0.0.1")));

    @BeforeAll
    void start() {
        if (System.getProperty("conformance.url") == null) {
            var options = new SandboxOptions("127.0.0.1", 0, List.of("acme"), true);
            var sandbox =
                    Sandbox.start(vertx, options).timeout(5, TimeUnit.SECONDS).await();
            own = Optional.of(sandbox);
            runner = new Runner(vertx, URI.create(sandbox.url()));
        }
    }

    @AfterAll
    void stop() {
        runner.close();
        own.ifPresent(sandbox -> sandbox.stop().timeout(5, TimeUnit.SECONDS).await());
        vertx.close().timeout(5, TimeUnit.SECONDS).await();
    }

    @TestFactory
    Stream<DynamicNode> answersAsDocumented() {
        return Catalogue.ofSandbox().areas().stream()
                .map(area -> dynamicContainer(
                        area.name(),
                        area.behaviours().stream()
                                .flatMap(behaviour -> behaviour.pairs().stream().map(pair -> test(behaviour, pair)))));
    }

    @TestFactory
    Stream<DynamicTest> namesTestsThatExist() {
        return Catalogue.ofSandbox()
                .behaviours()
                .flatMap(behaviour -> behaviour.proofs().stream()
                        .map(proof -> dynamicTest(
                                behaviour.id() + ": " + proof,
                                () -> assertThat(Proofs.exists(proof)).isTrue())));
    }

    private DynamicTest test(Behaviour behaviour, Pair pair) {
        return dynamicTest(
                pair.name(),
                () -> runner.run(behaviour, pair).failure().ifPresent(failure -> {
                    throw new AssertionError(behaviour.says() + "\n" + failure);
                }));
    }
}

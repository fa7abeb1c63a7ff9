package io.portalbots.sandbox.conformance;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Runs pairs against the sandbox at an address, over HTTP, one after the other. Waits for each answer: never call it on an
 * event loop.
 */
public final class Runner implements AutoCloseable {

    private final Site site;

    /**
     * A runner for {@code base}.
     *
     * @param base where the control API answers, such as {@code http://127.0.0.1:8082}
     */
    public Runner(Vertx vertx, URI base) {
        site = new Site(vertx, base);
    }

    /** Runs a pair in each mode its behaviour holds in, until it fails. */
    public Outcome run(Behaviour behaviour, Pair pair) {
        return new Outcome(
                pair.name(),
                behaviour.modes().stream()
                        .flatMap(mode -> failure(mode, pair).stream())
                        .findFirst());
    }

    /** Why no sandbox answers there, if none does. */
    public Optional<String> unreachable() {
        try {
            var status = site.clock().status();
            return status == 200 ? Optional.empty() : Optional.of("its control API answers " + status);
        } catch (Exception e) { // await() throws what sending failed with, checked or not
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        site.close();
    }

    private Optional<String> failure(String mode, Pair pair) {
        try {
            return attempt(mode, pair);
        } catch (Exception e) { // await() throws what sending failed with, checked or not
            return Optional.of("%s, mode %s: %s".formatted(pair.name(), mode, e.getMessage()));
        }
    }

    private Optional<String> attempt(String mode, Pair pair) {
        var variables = site.portal(mode, pair.traits(), pair.install()).with(pair.values());
        var steps = pair.exchanges();
        for (var i = 0; i < steps.size(); i++) {
            var failure = failure(steps.get(i), variables);
            if (failure.isPresent()) {
                var where = "%s, mode %s, request %d of %d%n".formatted(pair.name(), mode, i + 1, steps.size());
                return failure.map(text -> where + text);
            }
        }
        return Optional.empty();
    }

    private Optional<String> failure(Exchange exchange, Variables variables) {
        var request = Requests.of(exchange.ask(), variables);
        var reply = site.send(request);
        var differences = exchange.answer().differences(reply, variables);
        if (!differences.isEmpty()) {
            return Optional.of(report(request, reply, differences));
        }
        for (var kept : exchange.keep().entrySet()) {
            var value = reply.at(kept.getValue());
            if (value.isEmpty()) {
                return Optional.of(report(request, reply, List.of(kept.getValue() + ": nothing there to keep")));
            }
            variables.put(kept.getKey(), value.get());
        }
        return Optional.empty();
    }

    private static String report(Request request, Reply reply, List<String> differences) {
        return "asked    " + indented(request.shown()) + "\ncame     " + indented(reply.status() + " " + reply.text())
                + "\ndiffers  " + indented(String.join("\n", differences));
    }

    private static String indented(String text) {
        return text.replace("\n", "\n         ");
    }
}

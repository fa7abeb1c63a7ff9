package io.portalbots.sandbox.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer as documented.
 *
 * @param body compared as {@link Differences} does; empty if it does not matter
 * @param headers by name in any case
 */
record Expected(int status, Optional<Object> body, Map<String, Object> headers) {

    static final Expected OK = new Expected(200, Optional.empty(), Map.of());

    /** What is different in {@code reply}, one line each; empty if it is as documented. */
    List<String> differences(Reply reply, Variables variables) {
        var found = new ArrayList<>(Differences.between("status", status, reply.status()));
        body.ifPresent(wanted -> found.addAll(Differences.between("body", variables.fill(wanted), reply.body())));
        headers.forEach((name, wanted) -> found.addAll(header(name, variables.fill(wanted), reply)));
        return found;
    }

    private static List<String> header(String name, @Nullable Object wanted, Reply reply) {
        return reply.headers().containsKey(name)
                ? Differences.between("header " + name, wanted, reply.headers().get(name))
                : Differences.missing("header " + name, wanted);
    }
}

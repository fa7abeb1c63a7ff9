package io.portalbots.sandbox.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks that every variable of a pair is known when it is used, before anything is asked. */
final class Known {

    private final Place place;
    private final Set<String> names = new HashSet<>(Variables.GIVEN);

    Known(Place place, Set<String> values) {
        this.place = place;
        names.addAll(values);
    }

    void check(List<Exchange> exchanges) {
        exchanges.forEach(this::check);
    }

    private void check(Exchange exchange) {
        var ask = exchange.ask();
        check(ask.url());
        ask.token().ifPresent(token -> check(token.value()));
        check(ask.headers());
        check(ask.query());
        check(ask.body().content());
        exchange.answer().body().ifPresent(this::check);
        check(exchange.answer().headers());
        names.addAll(exchange.keep().keySet());
    }

    private void check(@Nullable Object template) {
        Variables.names(template).stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw place.wrong("unknown variable ${" + name + "}; known are " + new TreeSet<>(names));
                });
    }
}

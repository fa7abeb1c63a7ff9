package io.portalbots.registry.doctor;

import io.portalbots.tenant.Exchange;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The last time that a portal was asked about an app, alone or in a batch, and what it answered. */
final class LastExchange {

    private static final String CODE = "CODE";

    private final Pattern app;

    private LastExchange(String app) {
        // a later revision has the same code, with ~ and a number behind it
        this.app = Pattern.compile("(imbot\\.app\\.[a-z]+) .*\\bCODE=" + Pattern.quote(app) + "(~[0-9]+)?(?![^ ]).*");
    }

    /** In words; empty if there was none in the last three days. */
    static Optional<String> about(Case known) {
        var last = new LastExchange(known.complaint().app());
        return known.exchanges().stream().flatMap(last::told).findFirst();
    }

    private Stream<String> told(Exchange exchange) {
        return Stream.concat(alone(exchange), together(exchange))
                .map(said -> "asked last at " + Case.at(exchange.at()) + ": " + said);
    }

    private Stream<String> alone(Exchange exchange) {
        return Optional.ofNullable(exchange.parameters().get(CODE)).stream()
                .map(code -> exchange.method() + " CODE=" + code)
                .filter(text -> app.matcher(text).matches())
                .map(text -> exchange.method() + " answered " + exchange.answer());
    }

    private Stream<String> together(Exchange exchange) {
        return exchange.parameters().entrySet().stream()
                .filter(call -> app.matcher(call.getValue()).matches())
                .map(call -> call.getValue().split(" ", 2)[0] + " answered " + answer(call, exchange.answer()));
    }

    /** Of one call of a batch, whose answer is such as {@code ok}, {@code 3 ok, c2 PARAMS_ERROR} or {@code none: ..}. */
    private static String answer(Map.Entry<String, String> call, String whole) {
        var own = Pattern.compile("(?:^|, )" + call.getKey() + " ([^,]+)").matcher(whole);
        if (own.find()) {
            return own.group(1);
        }
        return whole.matches("\\d+ ok.*") ? "ok" : whole;
    }
}

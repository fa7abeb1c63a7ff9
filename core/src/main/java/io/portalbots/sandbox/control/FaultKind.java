package io.portalbots.sandbox.control;

import io.portalbots.sandbox.fault.Harm;
import io.portalbots.sandbox.fault.Harm.Moment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of fault that strikes requests.
 *
 * @param name as {@code kind} says it
 * @param fields its own fields, besides those that every kind has
 */
record FaultKind(String name, List<String> fields, Function<Fields, Harm> harm) {

    private static final int BAD_GATEWAY = 502;

    /** All of them. */
    static final List<FaultKind> ALL = List.of(
            refusal("unavailable", new Harm.Refusal(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")),
            refusal(
                    "too-many",
                    new Harm.Refusal(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")),
            refusal("server-error", new Harm.Refusal(500, "INTERNAL_SERVER_ERROR", "Internal server error")),
            of("error", FaultKind::error, "status", "error", "description"),
            of("html", body -> new Harm.Page(status(body, BAD_GATEWAY)), "status"),
            of("redirect", body -> new Harm.Redirect(location(body)), "location"),
            of("expire-tokens", body -> new Harm.Expiry()),
            of(
                    "slow",
                    body -> new Harm.Slowness(body.duration("delay"), moment(body, Moment.AFTER)),
                    "delay",
                    "moment"),
            of("drip", body -> new Harm.Drip(body.duration("delay")), "delay"),
            of("hang", body -> new Harm.Hang(moment(body, Moment.BEFORE)), "moment"),
            of("cut", body -> new Harm.Cut(moment(body, Moment.BEFORE)), "moment"));

    static Optional<FaultKind> named(String name) {
        return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst();
    }

    static Stream<String> names() {
        return ALL.stream().map(FaultKind::name);
    }

    private static FaultKind of(String name, Function<Fields, Harm> harm, String... fields) {
        return new FaultKind(name, List.of(fields), harm);
    }

    /** A kind that may be said with another status, error or description than the usual ones. */
    private static FaultKind refusal(String name, Harm.Refusal usual) {
        return of(
                name,
                body -> new Harm.Refusal(
                        status(body, usual.status()),
                        body.optionalText("error").orElse(usual.error()),
                        body.optionalText("description").orElse(usual.description())),
                "status",
                "error",
                "description");
    }

    private static Harm error(Fields body) {
        body.number("status");
        return new Harm.Refusal(
                status(body, 0),
                body.text("error"),
                body.optionalText("description").orElse(""));
    }

    private static int status(Fields body, int otherwise) {
        return body.number("status", 200, 599, otherwise);
    }

    private static Moment moment(Fields body, Moment otherwise) {
        return body.choice("moment", Moment.class, otherwise);
    }

    private static String location(Fields body) {
        body.text("location");
        return body.optionalUrl("location").orElseThrow();
    }
}

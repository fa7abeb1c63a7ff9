package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.event.Hits;
import io.portalbots.sandbox.model.Disputed.EmptyMaps;
import io.portalbots.sandbox.model.Gate.Rest;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.rest.Authentication.Verdict;
import io.portalbots.sandbox.wire.PhpJson;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The REST API of portals, apart from HTTP. Order: the rate of requests, https, the portal is there, the method exists,
 * the caller is known and has its scope, the running time is not spent, the method runs [src: rest/classes/general/rest.php].
 */
public final class RestApi {

    private static final Answer NO_XML = Answer.refused(
            "INVALID_REQUEST", "Answers in XML are not available in the sandbox: call the method without .xml");

    private record Arrival(Portal portal, Question question) {}

    private final Methods methods;
    private final Authentication authentication;
    private final Hits hits;
    private final Clock clock;
    private final Calls calls;
    private final Batch batch;
    private final List<Rule<Arrival>> gates;

    /** An API of {@code methods}, whose calls are {@code hits}. */
    public RestApi(Methods methods, Authentication authentication, Hits hits, Clock clock) {
        var limiter = new Limiter();
        this.methods = methods;
        this.authentication = authentication;
        this.hits = hits;
        this.clock = clock;
        this.calls = new Calls(methods, limiter);
        this.batch = new Batch(methods, calls);
        this.gates = List.of(
                gate(SystemError.QUERY_LIMIT_EXCEEDED, arrival -> isTooOften(limiter, arrival)),
                gate(SystemError.INVALID_REQUEST, RestApi::isPlainHttp),
                gate(
                        SystemError.PORTAL_DELETED,
                        arrival -> arrival.portal().traits().gate().rest() == Rest.STOPPED),
                new Rule<>(arrival -> arrival.question().format().equalsIgnoreCase("xml"), arrival -> NO_XML),
                gate(SystemError.ERROR_METHOD_NOT_FOUND, this::isUnknown));
    }

    /**
     * Answers one request.
     *
     * @param nested hears the method of every command of a batch that is tried
     */
    public Outcome answer(Portal portal, Question question, Consumer<String> nested) {
        return Rule.first(gates, new Arrival(portal, question))
                .map(RestApi::refused)
                .orElseGet(() -> admit(portal, question, nested));
    }

    private Outcome admit(Portal portal, Question question, Consumer<String> nested) {
        return switch (authentication.check(portal, question.credentials(), question.method())) {
            case Verdict.Refused refused -> refused(refused.failure());
            case Verdict.Known(var caller) ->
                outcome(portal, caller, hits.serve(caller.hops(), () -> done(portal, caller, question, nested)));
        };
    }

    private Done done(Portal portal, Caller caller, Question question, Consumer<String> nested) {
        var meter = new Meter(clock);
        var call = Call.of(portal, caller, question.params());
        return question.isBatch()
                ? batch.run(call, meter, question.arrival(), nested)
                : calls.make(call, question.method(), meter, question.arrival());
    }

    private static Outcome outcome(Portal portal, Caller caller, Done done) {
        var php = new PhpJson(portal.traits().disputed().emptyMaps() == EmptyMaps.OBJECT);
        return Outcome.of(done, caller.client(), php);
    }

    private static Outcome refused(Answer answer) {
        return Outcome.refused((Answer.Failure) answer);
    }

    private boolean isTooOften(Limiter limiter, Arrival arrival) {
        return limiter.isTooOften(arrival.portal(), arrival.question().source(), clock.instant());
    }

    private static boolean isPlainHttp(Arrival arrival) {
        return arrival.portal().traits().gate().requireHttps()
                && !arrival.question().secure();
    }

    private boolean isUnknown(Arrival arrival) {
        return !arrival.question().isBatch()
                && methods.find(arrival.question().method()).isEmpty();
    }

    private static Rule<Arrival> gate(SystemError error, Predicate<Arrival> when) {
        return new Rule<>(when, arrival -> error.at(arrival.portal()));
    }
}

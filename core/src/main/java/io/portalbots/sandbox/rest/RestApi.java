package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.event.Hits;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.rest.Authentication.Credentials;
import io.portalbots.sandbox.rest.Authentication.Verdict;
import io.portalbots.sandbox.wire.Params;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The REST API of portals, apart from HTTP. Order: the method exists, the caller is known, the method runs [src]. */
public final class RestApi {

    private final Methods methods;
    private final Authentication authentication;
    private final Batch batch;
    private final Hits hits;
    private final Clock clock;

    /** An API of {@code methods}, whose calls are {@code hits}. */
    public RestApi(Methods methods, Authentication authentication, Hits hits, Clock clock) {
        this.methods = methods;
        this.authentication = authentication;
        this.batch = new Batch(methods, clock);
        this.hits = hits;
        this.clock = clock;
    }

    /**
     * Answers one request.
     *
     * @param params as they came, the token among them
     * @param nested hears the method of every command of a batch
     */
    public Answer answer(
            Portal portal, String method, Credentials credentials, Params params, Consumer<String> nested) {
        if (!isBatch(method) && methods.find(method).isEmpty()) {
            return methodNotFound();
        }
        return switch (authentication.check(portal, credentials)) {
            case Verdict.Refused refused -> refused.failure();
            case Verdict.Known(var caller) ->
                hits.serve(caller.hops(), () -> run(new Call(portal, caller, forMethod(params)), method, nested));
        };
    }

    private Answer run(Call call, String method, Consumer<String> nested) {
        return isBatch(method)
                ? batch.run(call.portal(), call.caller(), call.params(), nested)
                : methods.find(method).orElseThrow().call(call);
    }

    /** How many commands a request has: those of a batch, else one. */
    public static int commands(String method, Params params) {
        return isBatch(method) ? Batch.size(params.upperCased()) : 1;
    }

    /** The methods that a batch's commands name; none for any other method. */
    public static List<String> nested(String method, Params params) {
        return isBatch(method) ? Batch.names(params.upperCased()) : List.of();
    }

    /** The success envelope. */
    public Map<String, Object> envelope(Answer.Result result, Instant start) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("result", Answer.json(result));
        envelope.put("time", Timing.since(start, clock).block());
        return envelope;
    }

    /** What the OAuth server tells about an access token [src: rest/lib/oauth/auth.php]. */
    public static Answer info(Tokens tokens, String access) {
        return tokens.access(access).map(token -> info(tokens, token)).orElse(Authentication.NO_AUTH);
    }

    private static Answer info(Tokens tokens, Token token) {
        if (tokens.expired(token)) {
            return Authentication.EXPIRED;
        }
        var info = new LinkedHashMap<String, Object>();
        info.put("client_id", token.clientId());
        info.put("user_id", token.userId());
        info.put("scope", "im,imbot");
        info.put("expires", token.expires().getEpochSecond());
        info.put("status", "L");
        return new Answer.Result(info);
    }

    /** What an unknown method answers, even to strangers. */
    public static Answer.Failure methodNotFound() {
        return Answer.failure(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
    }

    /** What a method sees of the parameters: upper-case names, nothing of the transport. */
    static Params forMethod(Params params) {
        return params.upperCased().without("AUTH", "ACCESS_TOKEN", "START", "STATE", "TOKEN");
    }

    private static boolean isBatch(String method) {
        return method.equalsIgnoreCase("batch");
    }
}

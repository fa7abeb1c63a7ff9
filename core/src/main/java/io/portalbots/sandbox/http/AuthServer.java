package io.portalbots.sandbox.http;

import io.portalbots.sandbox.http.Grants.Owner;
import io.portalbots.sandbox.model.Endpoints;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.rest.Answer;
import io.portalbots.sandbox.rest.Authentication.Credentials;
import io.portalbots.sandbox.rest.Rule;
import io.portalbots.sandbox.rest.SystemError;
import io.portalbots.sandbox.rest.TokenInfo;
import io.portalbots.sandbox.wire.Params;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The OAuth server of all portals [docs: settings/oauth].
 *
 * <pre>{@code
 * POST /oauth/token/   grant_type=refresh_token&client_id=..&client_secret=..&refresh_token=..
 *                      grant_type=authorization_code&client_id=..&client_secret=..&code=..
 * 200  {"access_token": .., "refresh_token": .., "expires_in": 3600, "domain": the OAuth server's, ..}
 * 400  {"error": "invalid_request"}   another grant_type, or a parameter is missing
 * 401  {"error": "invalid_client"}    nobody has that id and secret
 * 400  {"error": "invalid_grant"}     a code after 30 s or used; a refresh token after 180 days or used; somebody else's
 * 400  {"error": "PAYMENT_REQUIRED"}  the application's paid period is over; the status is a guess
 * 400  {"error": "invalid_scope"}     asked for a scope that is not in the application's card
 * }</pre>
 *
 * <p>Each refresh kills the refresh token it used. Where a portal's {@code reusedRefresh} is {@code grace}, it answers
 * the same new pair for 60 s more. That a stale code is an {@code invalid_grant}, and not the {@code
 * bad_verification_code} that some clients know, follows the documented list of errors.
 */
public final class AuthServer {

    /** A token answer, and the portal it is for. */
    public record Granted(Portal portal, Map<String, Object> fields) {}

    /** A request, and the owner whom its code or refresh token names if the client may have it. */
    private record Question(TokenRequest request, Optional<Owner> owner) {

        boolean isPaid() {
            return owner.stream().allMatch(found -> found.app().standing().paid());
        }

        boolean exceedsCard() {
            return owner.stream().anyMatch(found -> !found.app().card().scope().containsAll(request.scopes()));
        }
    }

    private final Tokens tokens;
    private final Grants grants;
    private final List<Rule<Question>> refusals;

    /** The OAuth server of a world. */
    public AuthServer(World world) {
        this.tokens = world.tokens();
        this.grants = new Grants(world);
        this.refusals = List.of(
                Rule.refuse(
                        "invalid_request",
                        "grant_type must be authorization_code or refresh_token",
                        question -> question.request().grant().isEmpty()),
                new Rule<>(question -> question.request().missing().isPresent(), AuthServer::missing),
                new Rule<>(
                        question -> question.owner().isEmpty() && !grants.isClient(question.request()),
                        question -> Answer.failure(401, "invalid_client", "The client credentials are invalid")),
                new Rule<>(question -> question.owner().isEmpty(), AuthServer::worthless),
                Rule.refuse("PAYMENT_REQUIRED", "Payment required", question -> !question.isPaid()),
                Rule.refuse("invalid_scope", "The scope exceeds the application's card", Question::exceedsCard));
    }

    /** Its only REST method: {@code app.info} tells whose an access token is [docs: settings/oauth/simple-way]. */
    Answer rest(String method, Credentials credentials) {
        if (!method.equalsIgnoreCase("app.info")) {
            return SystemError.ERROR_METHOD_NOT_FOUND.documented();
        }
        return switch (credentials) {
            case Credentials.Access access -> TokenInfo.of(tokens, access.token());
            case Credentials.Hook hook -> TokenInfo.of(tokens, "");
            case Credentials.Session session -> TokenInfo.of(tokens, "");
        };
    }

    /** Why a token request is refused, if it is; in the order above. */
    Optional<Answer.Failure> refusal(Params params) {
        return Rule.first(refusals, question(params))
                .filter(Answer.Failure.class::isInstance)
                .map(Answer.Failure.class::cast);
    }

    /** The portal that a token request is about, if its code or refresh token is good. */
    Optional<Portal> portal(Params params) {
        return question(params).owner().map(Owner::portal);
    }

    /** New tokens for parameters that nothing refuses; {@code whereabouts} knows how the client finds a portal. */
    Granted grant(Params params, Function<Portal, Endpoints> whereabouts) {
        var question = question(params);
        var owner = question.owner().orElseThrow();
        var fields = fields(grants.redeem(question.request()), owner.app(), whereabouts.apply(owner.portal()));
        return new Granted(owner.portal(), fields);
    }

    private Question question(Params params) {
        var request = new TokenRequest(params);
        return new Question(request, grants.owner(request));
    }

    private static Answer missing(Question question) {
        return Answer.refused("invalid_request", question.request().missing().orElseThrow() + " is missing");
    }

    private static Answer worthless(Question question) {
        var what = question.request().grant().orElseThrow().ticket().replace('_', ' ');
        return Answer.refused("invalid_grant", "Invalid " + what);
    }

    private static Map<String, Object> fields(Token token, Installation app, Endpoints endpoints) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("access_token", token.access());
        fields.put("refresh_token", token.refresh());
        fields.put("expires", token.expires().getEpochSecond());
        fields.put("expires_in", Tokens.LIFETIME.toSeconds());
        fields.put("scope", "app");
        fields.put("domain", endpoints.authDomain());
        fields.put("server_endpoint", endpoints.server());
        fields.put("client_endpoint", endpoints.client());
        fields.put("status", app.card().status());
        fields.put("member_id", token.portal().memberId());
        fields.put("user_id", token.userId());
        return fields;
    }
}

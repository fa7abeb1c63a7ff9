package io.portalbots.sandbox.http;

import io.portalbots.sandbox.model.Endpoints;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import io.portalbots.sandbox.model.Tokens;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.rest.Answer;
import io.portalbots.sandbox.rest.Authentication.Credentials;
import io.portalbots.sandbox.rest.RestApi;
import io.portalbots.sandbox.rest.SystemError;
import io.portalbots.sandbox.wire.Params;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The OAuth server of all portals [docs: settings/oauth].
 *
 * <pre>{@code
 * POST /oauth/token/   grant_type=refresh_token&client_id=..&client_secret=..&refresh_token=..
 * 200  {"access_token": .., "refresh_token": .., "expires_in": 3600, "domain": the OAuth server's, ..}
 * 400  {"error": "invalid_grant"}     the refresh token was used before, or its installation is gone
 * 401  {"error": "invalid_client"}    nobody has that id and secret
 * }</pre>
 *
 * <p>Each refresh kills the refresh token it used; there is no period of grace.
 */
public final class AuthServer {

    private static final Answer.Failure INVALID_CLIENT =
            Answer.failure(401, "invalid_client", "The client credentials are invalid");
    private static final Answer.Failure INVALID_GRANT = Answer.failure(400, "invalid_grant", "Invalid refresh token");

    /** A token answer, and the portal it is for. */
    public record Granted(Portal portal, Map<String, Object> fields) {}

    private final World world;

    /** The OAuth server of a world. */
    public AuthServer(World world) {
        this.world = world;
    }

    /** Its only REST method: {@code app.info} tells whose an access token is [docs: settings/oauth/simple-way]. */
    Answer rest(String method, Credentials credentials) {
        if (!method.equalsIgnoreCase("app.info")) {
            return SystemError.ERROR_METHOD_NOT_FOUND.documented();
        }
        return switch (credentials) {
            case Credentials.Access access -> RestApi.info(world.tokens(), access.token());
            case Credentials.Hook hook -> RestApi.info(world.tokens(), "");
            case Credentials.Session session -> RestApi.info(world.tokens(), "");
        };
    }

    /** Why a token request is refused, if it is; in this order. */
    Optional<Answer.Failure> refusal(Params params) {
        if (!params.text("grant_type").equals("refresh_token")) {
            return Optional.of(Answer.refused("invalid_request", "grant_type must be refresh_token"));
        }
        for (var name : new String[] {"client_id", "client_secret", "refresh_token"}) {
            if (params.empty(name)) {
                return Optional.of(Answer.refused("invalid_request", name + " is missing"));
            }
        }
        var token = token(params);
        if (token.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(isClient(params) ? INVALID_GRANT : INVALID_CLIENT);
    }

    /** The portal that a token request is about, if its grant is known. */
    Optional<Portal> portal(Params params) {
        return token(params).map(Token::portal);
    }

    /** New tokens for parameters that nothing refuses; {@code whereabouts} knows how the client finds a portal. */
    Granted grant(Params params, Function<Portal, Endpoints> whereabouts) {
        var old = token(params).orElseThrow();
        return new Granted(old.portal(), fields(world.tokens().rotate(old), whereabouts.apply(old.portal())));
    }

    private Optional<Token> token(Params params) {
        return world.tokens()
                .refresh(params.text("refresh_token"))
                .filter(token -> token.clientId().equals(params.text("client_id")))
                .filter(token -> isClient(token.portal(), params));
    }

    private boolean isClient(Params params) {
        return world.portals().stream().anyMatch(portal -> isClient(portal, params));
    }

    private static boolean isClient(Portal portal, Params params) {
        var installation = portal.installations().get(params.text("client_id"));
        return installation != null && installation.hasSecret(params.text("client_secret"));
    }

    private static Map<String, Object> fields(Token token, Endpoints endpoints) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("access_token", token.access());
        fields.put("refresh_token", token.refresh());
        fields.put("expires", token.expires().getEpochSecond());
        fields.put("expires_in", Tokens.LIFETIME.toSeconds());
        fields.put("scope", "app");
        fields.put("domain", endpoints.authDomain());
        fields.put("server_endpoint", endpoints.server());
        fields.put("client_endpoint", endpoints.client());
        fields.put("status", "L");
        fields.put("member_id", token.portal().memberId());
        fields.put("user_id", token.userId());
        return fields;
    }
}

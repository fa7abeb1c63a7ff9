package io.portalbots.portal;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The authorization server of Bitrix24.
 *
 * <pre>{@code
 * POST {oauth}/oauth/token/    grant_type=refresh_token&client_id=..&client_secret=..&refresh_token=..
 * 200  {"access_token", "refresh_token", "expires_in": 3600, "member_id", "client_endpoint": "https://acme.../rest/", ..}
 * 400  {"error": "invalid_grant"}      the refresh token is spent, expired or revoked
 * }</pre>
 *
 * <p>In the answer {@code domain} is the authorization server and {@code scope} is not the scope; neither is read.
 *
 * @see "Bitrix24 REST reference, OAuth 2.0"
 */
public final class OAuth implements AuthorizationServer {

    private final Http http;
    private final PortalMetrics metrics;
    private final Clock clock;

    public OAuth(Http http, PortalMetrics metrics, Clock clock) {
        this.http = http;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Redeemed redeem(Application application, Secret refreshToken, long version) {
        return metrics.refreshing(
                () -> post(application, refreshToken, version), answer -> answer instanceof Redeemed.Granted);
    }

    private Redeemed post(Application application, Secret refreshToken, long version) {
        var asked = clock.instant();
        var form = form(Map.of(
                "grant_type", "refresh_token",
                "client_id", application.clientId(),
                "client_secret", application.clientSecret().reveal(),
                "refresh_token", refreshToken.reveal()));
        var answer = http.post(
                application.oauth().resolve("/oauth/token/"), "application/x-www-form-urlencoded", Buffer.buffer(form));
        var body = answer.body();
        if (body.getValue("error") != null) {
            return new Redeemed.Refused(String.valueOf(body.getValue("error")));
        }
        if (answer.status() != 200) {
            throw new PortalUnavailableException(application.oauth() + " answers status " + answer.status());
        }
        try {
            return granted(body, asked, version);
        } catch (IllegalArgumentException e) {
            throw new PortalUnavailableException("the authorization server's answer cannot be read", e);
        }
    }

    private static Redeemed granted(JsonObject body, Instant asked, long version) {
        var tokens = new Tokens(
                Secret.of(required(body, "access_token")),
                Secret.of(required(body, "refresh_token")),
                asked.plusSeconds(Long.parseLong(required(body, "expires_in"))),
                version);
        var endpoint = required(body, "client_endpoint");
        return new Redeemed.Granted(
                tokens, required(body, "member_id"), URI.create(endpoint.endsWith("/") ? endpoint : endpoint + "/"));
    }

    private static String required(JsonObject body, String name) {
        var value = body.getValue(name);
        if (value == null) {
            throw new PortalUnavailableException("the authorization server answers no " + name);
        }
        return value.toString();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

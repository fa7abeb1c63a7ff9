package io.portalbots.portal;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer;
import io.portalbots.tenant.OAuthHosts;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The authorization servers of Bitrix24.
 *
 * <pre>{@code
 * POST {oauth}/oauth/token/    grant_type=refresh_token&client_id=..&client_secret=..&refresh_token=..
 * 200  {"access_token", "refresh_token", "expires_in": 3600, "member_id", "user_id": 17,
 *       "client_endpoint": "https://acme.../rest/", ..}
 * 400  {"error": "invalid_grant"}      the refresh token is spent, expired or revoked
 *
 * POST {oauth}/rest/app.info    auth=..
 * 200  {"result": {"client_id": "local.6512..", "user_id": 17, ..}}
 * 401  {"error": "NO_AUTH_FOUND"}
 * }</pre>
 *
 * <p>In the first answer {@code domain} is the authorization server and {@code scope} is not the scope; neither is read.
 *
 * @see "Bitrix24 REST reference, OAuth 2.0"
 */
public final class OAuth implements AuthorizationServer {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Http http;
    private final OAuthHosts hosts;
    private final PortalMetrics metrics;

    public OAuth(Http http, OAuthHosts hosts, PortalMetrics metrics) {
        this.http = http;
        this.hosts = hosts;
        this.metrics = metrics;
    }

    @Override
    public Redeemed redeem(Application application, String server, Secret refreshToken) {
        return metrics.refreshing(
                () -> post(application, hosts.select(server), refreshToken),
                answer -> answer instanceof Redeemed.Granted);
    }

    private Redeemed post(Application application, URI host, Secret refreshToken) {
        var asked = System.nanoTime();
        var form = form(Map.of(
                "grant_type", "refresh_token",
                "client_id", application.clientId(),
                "client_secret", application.clientSecret().reveal(),
                "refresh_token", refreshToken.reveal()));
        var answer = http.post(host.resolve("/oauth/token/"), FORM, form);
        var body = answer.body();
        if (body.getValue("error") != null) {
            return new Redeemed.Refused(String.valueOf(body.getValue("error")));
        }
        if (answer.status() != 200) {
            throw new PortalUnavailableException(host + " answers status " + answer.status());
        }
        try {
            return new Redeemed.Granted(grant(body, host, Duration.ofNanos(System.nanoTime() - asked)));
        } catch (IllegalArgumentException e) {
            throw new PortalUnavailableException("the authorization server's answer cannot be read", e);
        }
    }

    private static Grant grant(JsonObject body, URI host, Duration elapsed) {
        var endpoint = required(body, "client_endpoint");
        var user = body.getValue("user_id");
        return new Grant(
                Secret.of(required(body, "access_token")),
                Secret.of(required(body, "refresh_token")),
                Duration.ofSeconds(Long.parseLong(required(body, "expires_in"))).minus(elapsed),
                required(body, "member_id"),
                user == null ? 0 : Long.parseLong(user.toString()),
                URI.create(endpoint.endsWith("/") ? endpoint : endpoint + "/"),
                host);
    }

    private static String required(JsonObject body, String name) {
        var value = body.getValue(name);
        if (value == null) {
            throw new PortalUnavailableException("the authorization server answers no " + name);
        }
        return value.toString();
    }

    @Override
    public boolean issued(Application application, String server, Secret accessToken) {
        var host = hosts.select(server);
        var answer = http.post(host.resolve("/rest/app.info"), FORM, form(Map.of("auth", accessToken.reveal())));
        return answer.body().getValue("result") instanceof JsonObject result
                && application.clientId().equals(result.getValue("client_id"));
    }

    private static Buffer form(Map<String, String> fields) {
        return Buffer.buffer(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }
}

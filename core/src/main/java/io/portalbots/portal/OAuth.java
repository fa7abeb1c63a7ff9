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

    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final Http http;
    private final OAuthPace pace;
    private final OAuthHosts hosts;
    private final PortalMetrics metrics;

    public OAuth(Http http, OAuthPace pace, OAuthHosts hosts, PortalMetrics metrics) {
        this.http = http;
        this.pace = pace;
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
        var answer = post(host, "/oauth/token/", form);
        var body = answer.body();
        var error = Reply.errorCode(body);
        if (error != null && (answer.status() < 500 || SystemError.reaction(error) != Reaction.TELL)) {
            return new Redeemed.Refused(error);
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

    /** At the server's pace. */
    private Http.Answer post(URI host, String path, Buffer form) {
        pace.await(host.getAuthority());
        var strained = true;
        try {
            var answer = http.post(host.resolve(path), FORM, form);
            strained = answer.status() == 429 || answer.status() >= 500;
            return answer;
        } finally {
            pace.answered(host.getAuthority(), strained);
        }
    }

    private static Grant grant(JsonObject body, URI host, Duration elapsed) {
        var user = body.getValue("user_id");
        return new Grant(
                Secret.of(required(body, "access_token")),
                Secret.of(required(body, "refresh_token")),
                life(required(body, "expires_in")).minus(elapsed),
                required(body, "member_id"),
                user == null ? 0 : Long.parseLong(user.toString()),
                endpoint(required(body, "client_endpoint")),
                host);
    }

    private static Duration life(String seconds) {
        return Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 0, LONGEST_LIFE.toSeconds()));
    }

    private static URI endpoint(String text) {
        var endpoint = URI.create(text.endsWith("/") ? text : text + "/");
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("an endpoint without a host");
        }
        return endpoint;
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
        var answer = post(host, "/rest/app.info", form(Map.of("auth", accessToken.reveal())));
        return answer.body().getValue("result") instanceof JsonObject result
                && application.clientId().equals(result.getValue("client_id"));
    }

    private static Buffer form(Map<String, String> fields) {
        return Buffer.buffer(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }
}

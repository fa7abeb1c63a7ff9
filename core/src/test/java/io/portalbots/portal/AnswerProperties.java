package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.OAuthHosts;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** No answer, however broken, is anything but an answer or silence. */
class AnswerProperties {

    private static final Vertx VERTX = Vertx.vertx();
    private static volatile Buffer answer = Buffer.buffer();
    private static final NetServer SERVER = VERTX.createNetServer()
            .connectHandler(socket -> socket.handler(request -> socket.end(answer)))
            .listen(0, "127.0.0.1")
            .await();
    private static final URI HERE = URI.create("http://127.0.0.1:" + SERVER.actualPort() + "/rest/");
    private static final PortalMetrics METRICS = new PortalMetrics(new SimpleMeterRegistry());
    private static final Http HTTP = ThisMachine.http(VERTX, new Http.Limits(Duration.ofSeconds(5), 2));
    private static final Application APPLICATION =
            new Application("app", "local.1", Secret.of("s3cr3t"), Application.Kind.LOCAL, Set.of());

    @Property
    void readsAnyBody(@ForAll("statuses") int status, @ForAll("bodies") String body) {
        answers(status, body);
    }

    @Property
    void readsAnyBytes(@ForAll byte[] bytes) {
        answer = Buffer.buffer(bytes);
        asks();
    }

    @Property
    void readsAnyBytesBehindTheHead(@ForAll byte[] bytes) {
        answer = Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .appendBytes(bytes);
        asks();
    }

    private static void answers(int status, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        answer = Buffer.buffer("HTTP/1.1 " + status + " Said\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .appendBytes(bytes);
        asks();
    }

    private static void asks() {
        try {
            var rest = new Rest(HTTP, new Budget(VERTX, METRICS), METRICS);
            switch (rest.call(HERE, Secret.of("t0ken"), "m", new JsonObject())) {
                case Reply.Result result -> {
                    assertThat(result.object()).isNotNull();
                    assertThat(result.id().orElse(0)).isNotNegative();
                }
                case Reply.Failure failure -> assertThat(failure.error()).matches(Reply.CODE);
            }
        } catch (PortalUnavailableException e) {
            assertThat(e).hasMessageNotContaining("t0ken");
        }
        try {
            new RestProbe(new Rest(HTTP, new Budget(VERTX, METRICS), METRICS), "our_").ask(HERE, Secret.of("t0ken"));
        } catch (PortalUnavailableException e) {
            assertThat(e).hasMessageNotContaining("t0ken");
        }
        try {
            var oauth =
                    new OAuth(HTTP, new OAuthPace(VERTX, 100_000), new OAuthHosts(List.of(HERE.resolve("/"))), METRICS);
            switch (oauth.redeem(APPLICATION, "", Secret.of("t0ken"))) {
                case Redeemed.Granted granted ->
                    assertThat(granted.grant().endpoint().getHost()).isNotNull();
                case Redeemed.Refused refused -> assertThat(refused.error()).matches(Reply.CODE);
            }
        } catch (PortalUnavailableException e) {
            assertThat(e).hasMessageNotContaining("t0ken").hasMessageNotContaining("s3cr3t");
        }
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 503);
    }

    @Provide
    Arbitrary<String> bodies() {
        var wellMade = objects(3).map(Json::encode);
        var cut = wellMade.flatMap(
                text -> Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end)));
        var deep = Arbitraries.integers().between(1, 200_000).map("{\"result\":"::repeat);
        var lists = Arbitraries.integers()
                .between(1, 200_000)
                .map(depth -> "{\"result\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
        var numbers =
                Arbitraries.integers().between(1, 5_000).map(digits -> "{\"result\":1" + "0".repeat(digits) + "}");
        return Arbitraries.frequencyOf(
                Tuple.of(10, wellMade),
                Tuple.of(3, cut),
                Tuple.of(1, deep),
                Tuple.of(1, lists),
                Tuple.of(1, numbers),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "", " ", "null", "true", "[]", "1e999", "{\"result\":1e999}", "{} {}", "\u0000")),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(200)));
    }

    /** Objects with the keys that are looked at, and any values below them, to a depth. */
    private static Arbitrary<Object> objects(int depth) {
        var keys = Arbitraries.of(
                "result",
                "result_error",
                "result_time",
                "c0",
                "c1",
                "error",
                "error_description",
                "time",
                "finish",
                "operating_reset_at",
                "ID",
                "ADMIN",
                "LANGUAGE_ID",
                "access_token",
                "refresh_token",
                "expires_in",
                "client_endpoint",
                "member_id",
                "user_id");
        return Arbitraries.maps(keys, values(depth - 1)).ofMaxSize(12).map(map -> (Object) map);
    }

    private static Arbitrary<Object> values(int depth) {
        return depth == 0
                ? scalars()
                : Arbitraries.frequencyOf(
                        Tuple.of(3, scalars()),
                        Tuple.of(1, values(depth - 1).list().ofMaxSize(3).map(list -> (Object) list)),
                        Tuple.of(1, objects(depth)));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "",
                                "expired_token",
                                "QUERY_LIMIT_EXCEEDED",
                                "https://acme.test/rest/",
                                "http:// /",
                                "3600",
                                "en")
                        .map(text -> (Object) text),
                Arbitraries.strings().ofMaxLength(20).map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.of(true, false).map(flag -> (Object) flag),
                Arbitraries.just(List.of()).map(list -> (Object) list));
    }
}

package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.PortalUnavailableException.Kind;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    private static final String ACME = "https://acme.bitrix24.localhost/";
    private static final Http.Limits SHORT = new Http.Limits(Duration.ofSeconds(1), 2);
    private static final AllowList LISTED = AllowList.of(List.of("127.0.0.0/8"));

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<HttpServerRequest> requests = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void saysWhoItIsAndTakesNothingCompressed() throws Exception {
        var server = server(request -> request.response().end("{}"));

        post(ThisMachine.http(vertx), server);

        var request = requests.take();
        assertThat(request.getHeader("User-Agent")).isEqualTo("Portalbots");
        assertThat(request.getHeader("Accept-Encoding")).isNull();
        assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void waitsForAnAnswerByTheDripNoLongerThanForAnyOther() throws Exception {
        var closed = new LinkedBlockingQueue<String>();
        var server = server(request -> {
            var response = request.response().setChunked(true);
            response.write("{");
            var timer = vertx.setPeriodic(100, tick -> response.write(" "));
            request.connection().closeHandler(gone -> {
                vertx.cancelTimer(timer);
                closed.add("closed");
            });
        });

        silent(() -> post(ThisMachine.http(vertx, SHORT), server), "did not answer in 1 s");

        assertThat(closed.poll(5, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsNoMoreThanOneMebibyte(boolean chunked) {
        var written = new AtomicInteger();
        var server = server(request -> {
            var response = request.response().setChunked(chunked);
            if (!chunked) {
                response.putHeader("Content-Length", String.valueOf(1L << 40));
            }
            more(response, written);
        });

        silent(() -> post(ThisMachine.http(vertx), server), "longer than 1048576 bytes");

        assertThat(written.get()).isLessThan(64 << 20);
    }

    @Test
    void readsNoMoreOfAnAnswerThatEndsWithItsConnection() {
        var server = vertx.createNetServer()
                .connectHandler(socket ->
                        socket.handler(request -> socket.write("HTTP/1.0 200 OK\r\n\r\n" + " ".repeat(2 << 20))))
                .listen(0, "127.0.0.1")
                .await();

        silent(
                () -> post(ThisMachine.http(vertx), URI.create("http://127.0.0.1:" + server.actualPort() + "/")),
                "longer than 1048576 bytes");
    }

    /** Writes for as long as somebody reads. */
    private static void more(HttpServerResponse response, AtomicInteger written) {
        response.write(" ".repeat(1 << 16)).onSuccess(done -> {
            written.addAndGet(1 << 16);
            more(response, written);
        });
    }

    @Test
    void readsAWholeMebibyte() {
        var value = "x".repeat(Http.LONGEST_BODY - "{\"result\":\"\"}".length());
        var server = server(request -> request.response().end("{\"result\":\"" + value + "\"}"));

        assertThat(post(ThisMachine.http(vertx), server).body().getString("result"))
                .isEqualTo(value);
    }

    @Test
    void waitsInLineBehindTwoCallsForNoLongerThanForAnAnswer() throws Exception {
        var server = server(request -> {});
        var other = server(request -> request.response().end("{}"));
        var http = ThisMachine.http(vertx, SHORT);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var since = System.nanoTime();
            var calls = IntStream.range(0, 6)
                    .mapToObj(any -> threads.submit(() -> post(http, server)))
                    .toList();
            assertThat(post(http, other).status()).isEqualTo(200);
            vertx.timer(500, TimeUnit.MILLISECONDS).await();
            assertThat(requests.stream()
                            .filter(request -> request.localAddress().port() == server.getPort()))
                    .hasSize(2);
            for (Future<?> call : calls) {
                assertThatThrownBy(call::get).cause().hasMessageContaining("did not answer in 1 s");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void letsOneInForEachThatLeaves() throws Exception {
        var most = new AtomicInteger();
        var inside = new AtomicInteger();
        var server = server(request -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            vertx.setTimer(20, timer -> {
                inside.decrementAndGet();
                request.response().end("{}");
            });
        });
        var http = ThisMachine.http(vertx);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .mapToObj(any -> threads.submit(() -> post(http, server)))
                    .toList();
            for (var call : calls) {
                assertThat(call.get().status()).isEqualTo(200);
            }
        }

        assertThat(most.get()).isEqualTo(2);
    }

    @Test
    void usesAConnectionAgainOnlyForTheSameNameAtTheSameAddress() throws Exception {
        try (var one = new TlsServer(
                        vertx, "127.0.0.1", 0, request -> request.response().end("{}"));
                var other = new TlsServer(
                        vertx,
                        "127.0.0.2",
                        one.port(),
                        request -> request.response().end("{}"))) {
            var http = http(Addresses.answering("127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.2"), one.port());

            post(http, URI.create(ACME));
            post(http, URI.create(ACME));
            assertThat(one.connections()).isEqualTo(1);

            post(http, URI.create("https://beta.bitrix24.localhost/"));
            assertThat(one.connections()).isEqualTo(2);

            post(http, URI.create(ACME));
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    @Test
    void goesOnToTheNextAddressIfOneTakesNoConnections() {
        try (var server = new TlsServer(
                vertx, "127.0.0.1", 0, request -> request.response().end("{}"))) {
            var http = http(Addresses.answering("127.0.0.3 127.0.0.1"), server.port());

            assertThat(post(http, URI.create(ACME)).status()).isEqualTo(200);
        }
    }

    @Test
    void asksForTheNameThoughItConnectsToTheAddress() throws Exception {
        try (var server = new TlsServer(vertx, "127.0.0.1", 0, request -> {
            requests.add(request);
            request.response().end("{}");
        })) {
            post(http(Addresses.answering("127.0.0.1"), server.port()), URI.create(ACME));

            var request = requests.take();
            assertThat(request.connection().indicatedServerName()).isEqualTo("acme.bitrix24.localhost");
            assertThat(request.authority().host()).isEqualTo("acme.bitrix24.localhost");
        }
    }

    @Test
    void believesOnlyACertificateOfTheNameByAnAuthorityItTrusts() {
        try (var server = new TlsServer(vertx, "127.0.0.1", 0, request -> {
            requests.add(request);
            request.response().end("{}");
        })) {
            var names = Addresses.answering("127.0.0.1");
            var trusting = http(names, server.port());
            var strange = new Http(vertx, outward(names, server.port()), Authorities.PUBLIC, Http.PORTALS);

            outOfReach(() -> post(trusting, URI.create("https://acme.test/")));
            outOfReach(() -> post(strange, URI.create(ACME)));

            assertThat(server.connections()).isEqualTo(2);
            assertThat(requests).isEmpty();
        }
    }

    @Test
    void tellsAPortalOutOfReachFromOneThatIsSilent() {
        var broken = server(request -> request.connection().close());
        var http = ThisMachine.http(vertx, SHORT);

        silent(() -> post(http, broken), "no answer");
        outOfReach(() -> post(http, URI.create("http://localhost:1/")));
        outOfReach(() -> post(
                new Http(
                        vertx,
                        new Outward(
                                name -> {
                                    throw new java.net.UnknownHostException(name);
                                },
                                AllowList.NOBODY,
                                false,
                                443),
                        Authorities.PUBLIC,
                        SHORT),
                URI.create("https://acme.test/")));
    }

    private static void silent(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        PortalUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.SILENT));
    }

    private static void outOfReach(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PortalUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_REACH));
    }

    private URI server(Handler<HttpServerRequest> handler) {
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    requests.add(request);
                    handler.handle(request);
                })
                .listen(0, "127.0.0.1")
                .await();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    private Http http(Addresses names, int port) {
        return new Http(vertx, outward(names, port), TlsServer.authorities(), Http.PORTALS);
    }

    private static Outward outward(Addresses names, int port) {
        return new Outward(names, LISTED, false, port);
    }

    private static Http.Answer post(Http http, URI uri) {
        return http.post(uri, "application/json", Buffer.buffer("{}"));
    }
}

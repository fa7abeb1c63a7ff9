package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpInwardTest {

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serve() {
        var router = Router.router(vertx);
        router.get().handler(context -> context.response().end("here"));
        port = Served.on(vertx, router);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void takesAHeadOfEightKilobytesAndNoLargerOne() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(8000)))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(8200)))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void takesAnAddressOfFourKilobytesAndNoLongerOne() throws IOException {
        assertThat(answer("GET /?" + "x".repeat(4000) + " HTTP/1.1\r\nHost: x")).startsWith("HTTP/1.1 200");
        assertThat(answer("GET /?" + "x".repeat(4100) + " HTTP/1.1\r\nHost: x")).contains(" 414 ");
    }

    @Test
    void refusesWhatTwoServersCouldReadInTwoWays() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2"))
                .startsWith("HTTP/1.1 400");
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many")).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?a=%zz", "/?%", "/%", "/%zz/x", "/%4", "/?a=%C", "*", "http://", "//", "/..%2f..%2f%00"})
    void answersAddressesThatNobodyCanRead(String address) throws IOException {
        try (var log = Logs.of(RoutingContext.class)) {
            assertThat(answer("GET " + address + " HTTP/1.1\r\nHost: x")).containsPattern("^HTTP/1.1 (200|400|404)");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void doesNotChangeToHttp2() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQAAP__"))
                .startsWith("HTTP/1.1 200")
                .endsWith("here");
    }

    private String answer(String head) throws IOException {
        try (var client = new RawClient(port)) {
            client.send(head + "\r\n\r\n");
            return client.answer();
        }
    }
}

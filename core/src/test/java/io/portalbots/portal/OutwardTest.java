package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two servers at the same port: one that is private, at 127.0.0.1, and one at 127.0.0.2 that takes the place of the public,
 * for that address is listed. The port takes the place of 443.
 */
class OutwardTest {

    /** Addresses to call, some with what their name resolves to; else it resolves to the server that may be called. */
    static final List<String> FORBIDDEN = List.of(
            // this machine, in every way to write it
            "https://127.0.0.1/",
            "https://127.1/",
            "https://127.0.1/",
            "https://127.8.9.10/",
            "https://0/",
            "https://0.0.0.0/",
            "https://2130706433/",
            "https://017700000001/",
            "https://0177.0.0.1/",
            "https://0177.0.0.01/",
            "https://127.0.0.01/",
            "https://127.0.0.000001/",
            "https://0x7f.0.0.1/",
            "https://0x7f.1/",
            "https://0x7f000001/",
            "https://127.0.0.0x1/",
            "https://127.0.0.1./",
            "https://127.0.0.1%00.acme.test/",
            "https://425.510.425.510/",
            "https://[::]/",
            "https://[::1]/",
            "https://[0:0:0:0:0:0:0:1]/",
            "https://[::127.0.0.1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[::ffff:7f00:1]/",
            "https://[0:0:0:0:0:FFFF:7F00:0001]/",
            "https://[::1%25lo]/",
            "https://[fe80::1%251]/",
            "https://localhost/",
            "https://LOCALHOST/",
            "https://LocalHost./",
            "https://acme.test./",
            "https://１２７.0.0.1/",
            "https://127。0。0。1/",
            "https://①②⑦.⓪.⓪.①/",
            "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
            "https://bücher.test/",
            "https://acme_portal.test/",
            "https://-acme.test/",
            "https://acme..test/",
            "https://acme.127/",
            "https://portal/",
            // other networks, by address
            "https://10.1.2.3/",
            "https://169.254.169.254/",
            "https://[fd00:ec2::254]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[2606:4700::1]/",
            "https://93.184.215.14/",
            // a name that leads there
            "https://acme.test/ -> 127.0.0.1",
            "https://ACME.test/ -> 127.0.0.1",
            "https://acme.localhost/ -> 127.0.0.1",
            "https://xn--bcher-kva.test/ -> 127.0.0.1",
            "https://acme.test/ -> 127.0.0.2 127.0.0.1",
            "https://acme.test/ -> 127.0.0.1 127.0.0.2",
            "https://acme.test/ -> 127.0.0.2 127.0.0.2 127.0.0.2 ::1",
            "https://acme.test/ -> ::1",
            "https://acme.test/ -> ::ffff:127.0.0.1",
            "https://acme.test/ -> ::ffff:10.1.2.3",
            "https://acme.test/ -> ::127.0.0.1",
            "https://acme.test/ -> 2606:4700::1%1",
            "https://acme.test/ -> 127.8.9.10",
            "https://acme.test/ -> 0.0.0.0",
            "https://acme.test/ -> 0.1.2.3",
            "https://acme.test/ -> 10.255.255.255",
            "https://acme.test/ -> 100.64.0.1",
            "https://acme.test/ -> 100.127.255.254",
            "https://acme.test/ -> 100.100.100.200",
            "https://acme.test/ -> 169.254.0.1",
            "https://acme.test/ -> 169.254.169.254",
            "https://acme.test/ -> 172.16.0.1",
            "https://acme.test/ -> 172.31.255.255",
            "https://acme.test/ -> 192.0.0.192",
            "https://acme.test/ -> 192.0.2.1",
            "https://acme.test/ -> 192.88.99.1",
            "https://acme.test/ -> 192.168.1.1",
            "https://acme.test/ -> 198.18.0.1",
            "https://acme.test/ -> 198.19.255.255",
            "https://acme.test/ -> 198.51.100.1",
            "https://acme.test/ -> 203.0.113.1",
            "https://acme.test/ -> 224.0.0.1",
            "https://acme.test/ -> 239.255.255.255",
            "https://acme.test/ -> 240.0.0.1",
            "https://acme.test/ -> 255.255.255.255",
            "https://acme.test/ -> ::",
            "https://acme.test/ -> 64:ff9b::7f00:1",
            "https://acme.test/ -> 64:ff9b:1::7f00:1",
            "https://acme.test/ -> 100::1",
            "https://acme.test/ -> 2001::7f00:1",
            "https://acme.test/ -> 2001:2::1",
            "https://acme.test/ -> 2001:db8::1",
            "https://acme.test/ -> 2002:7f00:1::",
            "https://acme.test/ -> 3fff::1",
            "https://acme.test/ -> 5f00::1",
            "https://acme.test/ -> fc00::1",
            "https://acme.test/ -> fd00::1",
            "https://acme.test/ -> fd00:ec2::254",
            "https://acme.test/ -> fe80::1",
            "https://acme.test/ -> fec0::1",
            "https://acme.test/ -> ff02::1",
            // no plain https
            "http://acme.test/",
            "HTTP://acme.test/",
            "http://acme.test:PORT/",
            "ftp://acme.test:PORT/",
            "ws://acme.test:PORT/",
            "gopher://acme.test:PORT/",
            "file:///etc/passwd",
            "jar:https://acme.test/!/",
            "//acme.test/",
            "/rest/",
            "https:///rest/",
            "https:acme.test",
            "https://acme.test:22/",
            "https://acme.test:0/",
            "https://acme.test:65536/",
            "https://acme.test:-1/",
            "https://user@acme.test/",
            "https://user:secret@acme.test/",
            "https://acme.test@127.0.0.1/",
            "https://acme.test:PORT@127.0.0.1/",
            "https://127.0.0.1#@acme.test/",
            "https://127.0.0.1\\@acme.test/",
            "https://acme.test\\.127.0.0.1/",
            "https://acme.test\r\nHost: 127.0.0.1/",
            "https://acme.test%0d%0aHost:127.0.0.1/",
            "https://acme.test 127.0.0.1/",
            "https://acme.test\t/",
            "https://acme.test\0.127.0.0.1/");

    private static final Vertx VERTX = Vertx.vertx();
    private static final Http.Limits LIMITS = new Http.Limits(Duration.ofSeconds(10), 2);
    private static final String NAME = "acme.bitrix24.localhost";

    private static final TlsServer OPEN = new TlsServer(VERTX, "127.0.0.2", 0, OutwardTest::answer);
    private static final TlsServer HIDDEN = new TlsServer(
            VERTX, "127.0.0.1", OPEN.port(), request -> request.response().end("{}"));

    private static volatile int status = 200;

    @BeforeEach
    void forget() {
        OPEN.forget();
        HIDDEN.forget();
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @ParameterizedTest
    @FieldSource("FORBIDDEN")
    void callsNobodyWhoIsNotPublic(String vector) {
        var parts = vector.replace("PORT", String.valueOf(OPEN.port())).split(" -> ", -1);
        var names = Addresses.answering(parts.length == 1 ? "127.0.0.2" : parts[1]);

        assertThatThrownBy(() -> post(names, AllowList.of(List.of("127.0.0.2")), parts[0]))
                .isInstanceOfAny(PortalUnavailableException.class, IllegalArgumentException.class)
                .hasMessageNotContaining("secret");

        assertThat(HIDDEN.connections()).isZero();
        assertThat(OPEN.connections()).isZero();
    }

    @Test
    void looksAtDozensOfDisguises() {
        assertThat(FORBIDDEN).doesNotHaveDuplicates().hasSizeGreaterThan(60);
    }

    /** So the test above could see it, if a private server were called. */
    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/,                 127.0.0.1, 127.0.0.1",
        "https://acme.bitrix24.localhost/,   127.0.0.1, acme.bitrix24.localhost:PORT",
        "https://ACME.bitrix24.localhost/,   127.0.0.1, *.bitrix24.localhost:PORT",
        "https://acme.bitrix24.localhost/,   127.0.0.1, *.localhost:PORT",
        "https://acme.bitrix24.localhost/,   127.0.0.1, 127.0.0.0/8",
        "https://acme.bitrix24.localhost/,   127.0.0.1, 0.0.0.0/0",
        "https://acme.bitrix24.localhost/,   ::ffff:127.0.0.1, 127.0.0.1",
        "https://acme.bitrix24.localhost/,   127.0.0.1 127.0.0.2, 127.0.0.0/8",
    })
    void callsAPrivateServerThatIsListed(String uri, String addresses, String entry) {
        var listed = entry.replace("PORT", String.valueOf(OPEN.port()));

        post(Addresses.answering(addresses), AllowList.of(List.of(listed)), uri);

        assertThat(HIDDEN.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "fe80::1", "fd00:ec2::254"})
    void connectsNotEvenForAListedNameWhereNoPortalCanBe(String address) {
        assertThatThrownBy(() -> post(
                        Addresses.answering(address),
                        AllowList.of(List.of(NAME + ":" + OPEN.port())),
                        "https://" + NAME + "/"))
                .hasMessageContaining("whose address is not public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.bitrix24.localhost:1",
                "bitrix24.localhost:PORT",
                "*.acme.bitrix24.localhost:PORT",
                "*.24.localhost:PORT",
                "127.0.0.1:1",
                "127.0.0.3"
            })
    void takesAnEntryForNoMoreThanItSays(String entry) {
        var allowed = AllowList.of(List.of(entry.replace("PORT", String.valueOf(OPEN.port()))));

        assertThatThrownBy(() -> post(Addresses.answering("127.0.0.1"), allowed, "https://" + NAME + "/"))
                .hasMessageContaining("whose address is not public");
        assertThat(HIDDEN.connections()).isZero();
    }

    @Test
    void connectsToWhatItLookedAtThoughTheNameLeadsElsewhereMeanwhile() {
        var rebinding = Addresses.answering("127.0.0.2", "127.0.0.1");
        var outward = outward(rebinding, AllowList.of(List.of("127.0.0.2")));

        assertThat(post(outward, "https://" + NAME + "/").body().getInteger("result"))
                .isEqualTo(13);
        assertThat(rebinding.asked()).isEqualTo(1);
        assertThatThrownBy(() -> post(outward, "https://" + NAME + "/")).hasMessageContaining("is not public");

        assertThat(OPEN.connections()).isEqualTo(1);
        assertThat(HIDDEN.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int redirect) {
        status = redirect;
        var allowed = AllowList.of(List.of("127.0.0.2", "localhost:" + HIDDEN.port()));

        assertThatThrownBy(() -> post(Addresses.answering("127.0.0.2"), allowed, "https://" + NAME + "/"))
                .isInstanceOfSatisfying(
                        PortalUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortalUnavailableException.Kind.MOVED));

        assertThat(OPEN.connections()).isEqualTo(1);
        assertThat(HIDDEN.connections()).isZero();
        status = 200;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.215.14",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700::1",
                "2a00:1450::1",
                "::ffff:8.8.8.8"
            })
    void acceptsPublicAddressesAsTheyAre(String address) {
        var target = new Outward(Addresses.answering(address), AllowList.NOBODY, false, 443)
                .target(URI.create("https://acme.bitrix24.com/rest/"));

        assertThat(target.port()).isEqualTo(443);
        assertThat(target.addresses()).containsExactly(Network.literal(address).orElseThrow());
    }

    @Test
    void goesToThisMachineForADeveloper() {
        var outward = new Outward(AllowList.NOBODY, true);

        for (var host : new String[] {"127.0.0.1", "localhost", "acme.bitrix24.localhost"}) {
            assertThat(outward.target(URI.create("http://" + host + ":8082/rest/")))
                    .isEqualTo(new Outward.Target(
                            URI.create("http://" + host + ":8082/rest/"),
                            8082,
                            List.of(Network.literal("127.0.0.1").orElseThrow())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.1.2.3/",
                "https://10.1.2.3/",
                "http://127.0.0.2/",
                "https://[::1]/",
                "http://localhost.evil.test/",
                "ftp://localhost/",
                "http://user@localhost/"
            })
    void goesNowhereElseEvenForADeveloper(String uri) {
        assertThatThrownBy(() -> new Outward(AllowList.NOBODY, true).target(URI.create(uri)))
                .isInstanceOf(PortalUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme_portal",
                "*",
                "*.",
                "a.*.test",
                "https://acme.test",
                "acme.test:",
                "acme.test:0",
                "acme.test:65536",
                "10.0.0.0/33",
                "10.0.0.0/8:8443",
                "fd00::/129",
                "10.0.0/8",
                "user@acme.test",
                "1.2.3"
            })
    void namesTheEntryOfTheListThatIsNone(String entry) {
        assertThatThrownBy(() -> AllowList.of(List.of("acme.test", entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(status)
                .putHeader("Location", "https://localhost:" + OPEN.port() + "/")
                .end("{\"result\": 13}");
    }

    private static void post(Addresses names, AllowList allowed, String uri) {
        post(outward(names, allowed), uri);
    }

    private static Outward outward(Addresses names, AllowList allowed) {
        return new Outward(names, allowed, false, OPEN.port());
    }

    private static Http.Answer post(Outward outward, String uri) {
        return new Http(VERTX, outward, TlsServer.authorities(), LIMITS)
                .post(URI.create(uri), "application/json", Buffer.buffer("{}"));
    }
}

package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.PortalUnavailableException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutwardTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void connectsToAPublicAddressByItsName() {
        var options = request(false, "https://93.184.215.14:8443/rest/profile.json");

        assertThat(options.getServer()).isEqualTo(SocketAddress.inetSocketAddress(8443, "93.184.215.14"));
        assertThat(options.isSsl()).isTrue();
        assertThat(options.getFollowRedirects()).isFalse();
        assertThat(request(false, "https://[2606:4700::1]/").getServer())
                .isEqualTo(SocketAddress.inetSocketAddress(443, "2606:4700:0:0:0:0:0:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.215.14/",
                "ftp://93.184.215.14/",
                "https://user@93.184.215.14/",
                "https://user:secret@93.184.215.14/",
                "https:///rest/",
                "/rest/"
            })
    void refusesWhatIsNoPlainHttpsAddress(String uri) {
        refuses(false, uri);
        refuses(true, uri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.254",
                "224.0.0.1",
                "255.255.255.255",
                "2130706433",
                "[::]",
                "[::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[fd00::1]",
                "[fc00::1]",
                "[ff02::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.1.2.3]",
                "[::ffff:a9fe:a9fe]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "localhost"
            })
    void refusesAddressesThatAreNotPublic(String host) {
        refuses(false, "https://" + host + "/rest/");
    }

    @Test
    void goesToThisMachineOnlyWhereThatIsAllowed() {
        for (var host : new String[] {"127.0.0.1", "localhost", "acme.bitrix24.localhost"}) {
            refuses(false, "http://" + host + ":8082/rest/");

            var options = request(true, "http://" + host + ":8082/rest/");

            assertThat(options.getServer()).isEqualTo(SocketAddress.inetSocketAddress(8082, "127.0.0.1"));
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
                "ftp://localhost/"
            })
    void refusesTheRestOfTheNetworkEvenThen(String uri) {
        refuses(true, uri);
    }

    private static void refuses(boolean loopback, String uri) {
        assertThatThrownBy(() -> request(loopback, uri))
                .as(uri)
                .isInstanceOf(PortalUnavailableException.class)
                .hasMessageNotContaining("secret");
    }

    private static RequestOptions request(boolean loopback, String uri) {
        return new Outward(VERTX, loopback).request(HttpMethod.POST, URI.create(uri));
    }
}

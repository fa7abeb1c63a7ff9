package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pairs of transport.yaml cannot say. */
class TransportTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;

    @BeforeEach
    void install() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
    }

    @Test
    void answersToTheBareAddressAsTheFirstPortal() {
        var acme = new TestPortal(LAB, "acme");
        var token = acme.install().getString("access_token");

        assertThat(LAB.get(LAB.url() + "/rest/profile?auth=" + token).status()).isEqualTo(200);
    }

    @Test
    void turnsABodyThatIsTooLargeAway() {
        assertThat(portal.call(token, "profile", "x=" + "y".repeat(11 * 1024 * 1024))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void readsBytesThatAreNoUtf8AsFarAsPossible() {
        var form = bytes("auth=" + token + "&name=a", 0xff, "b%FFc");
        var json = bytes("{\"auth\": \"" + token + "\", \"name\": \"", 0xff, "\"}");

        assertThat(RawHttp.post(portal, 1, "app.option.set", FORM, form)).startsWith("HTTP/1.1 200");
        assertThat(option("name")).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(RawHttp.post(portal, 1, "app.option.set", "application/json", json))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void readsAQueryThatIsNotEscaped() {
        var path = "app.option.set?auth=" + token + "&name=\u0416\uD83D\uDE00";

        assertThat(RawHttp.post(portal, 1, path, FORM, new byte[0])).startsWith("HTTP/1.1 200");
        assertThat(option("name")).isEqualTo("\u0416\uD83D\uDE00");
    }

    @Test
    void readsALongListWithoutSearchingIt() {
        var list = "&options[l][]=1".repeat(100_000);

        assertThat(portal.call(token, "app.option.set", list).result()).isEqualTo(true);
    }

    @Test
    void timesARequestFromItsArrivalOn() {
        var time = portal.call(token, "scope", "").json().getJsonObject("time");

        assertThat(time.getDouble("duration")).isGreaterThanOrEqualTo(time.getDouble("processing"));
        assertThat(time.getDouble("finish")).isGreaterThanOrEqualTo(time.getDouble("start"));
    }

    private Object option(String name) {
        return portal.call(token, "app.option.get", new JsonObject().put("option", name))
                .result();
    }

    private static byte[] bytes(String before, int odd, String after) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.write(odd);
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}

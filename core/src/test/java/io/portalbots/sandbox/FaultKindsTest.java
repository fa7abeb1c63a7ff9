package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.BOB;
import static io.portalbots.sandbox.TestPortal.HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of fault does to a client. */
class FaultKindsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private String token;

    @BeforeEach
    void install() {
        portal = LAB.portal();
        token = portal.install().getString("access_token");
    }

    @AfterEach
    void takeBack() {
        LAB.control(HttpMethod.DELETE, "/faults", new JsonObject());
    }

    @Test
    void expiresTheTokenThatIsShown() {
        portal.fault(new JsonObject().put("kind", "expire-tokens").put("count", 1));
        var other = portal.install().getString("access_token");

        assertThat(profile().error()).isEqualTo("expired_token");
        assertThat(profile().error()).isEqualTo("expired_token");
        assertThat(portal.call(other, "profile", "").status()).isEqualTo(200);
    }

    @Test
    void redirectsToAWholeAddressAsItIs() {
        portal.fault(new JsonObject().put("kind", "redirect").put("location", "https://example.test/moved"));

        assertThat(profile().headers().get("Location")).isEqualTo("https://example.test/moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void answersSlowlyButWell(String moment) {
        portal.fault(new JsonObject().put("kind", "slow").put("delay", "PT0.3S").put("moment", moment));
        var start = System.nanoTime();

        var answer = profile();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void dripsTheAnswerInPieces() throws IOException {
        portal.fault(new JsonObject().put("kind", "drip").put("delay", "PT0.8S"));
        var pieces = new ArrayList<String>();

        try (var client = ask("profile", "")) {
            do {
                pieces.add(client.read());
            } while (!pieces.get(pieces.size() - 1).endsWith("}}"));
        }

        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(String.join("", pieces)).contains("HTTP/1.1 200", "\"ID\":\"1\"");
    }

    @ParameterizedTest
    @CsvSource({"hang, before, 0", "hang, after, 1", "cut, before, 0", "cut, after, 1"})
    void keepsTheAnswerBackBeforeOrAfterTheEffect(String kind, String moment, int bots) throws IOException {
        portal.fault(new JsonObject().put("kind", kind).put("moment", moment).put("method", "imbot.register"));

        try (var client = ask("imbot.register", "CODE=a&EVENT_HANDLER=" + HANDLER + "&PROPERTIES[NAME]=A")) {
            if (kind.equals("hang")) {
                assertThat(client.isSilent(Duration.ofMillis(300))).isTrue();
            } else {
                assertThat(client.read()).isEmpty();
            }
        }

        assertThat(portal.detail().getJsonArray("bots")).hasSize(bots);
    }

    @Test
    void losesABotWithoutAWord() {
        try (var receiver = new Receiver()) {
            var kept = portal.bot(token, "kept", receiver.url(), Map.of());
            var lost = portal.bot(token, "lost", receiver.url(), Map.of());

            portal.fault(new JsonObject().put("kind", "lose-bot").put("botId", lost));

            assertThat(portal.call(token, "imbot.unregister", "BOT_ID=" + lost).error())
                    .isEqualTo("BOT_ID_ERROR");
            portal.says(BOB, kept, "hello");
            receiver.next("ONIMBOTJOINCHAT");
        }
    }

    @Test
    void keepsALossInTheListAsStruck() {
        var bot = portal.bot(token, "echo");

        portal.fault(new JsonObject().put("kind", "lose-bot").put("botId", bot));
        profile();

        assertThat(LAB.control("/faults").list().getJsonObject(0).getInteger("struck"))
                .isEqualTo(1);
    }

    private Reply profile() {
        return portal.call(token, "profile", "");
    }

    private RawClient ask(String method, String form) throws IOException {
        var host = portal.name() + ".bitrix24.localhost:" + LAB.port();
        return new RawClient(LAB.port(), host, "/rest/" + method, "auth=" + token + "&" + form);
    }
}

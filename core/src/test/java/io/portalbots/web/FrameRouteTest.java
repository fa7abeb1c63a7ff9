package io.portalbots.web;

import static io.portalbots.web.FramesServed.NOW;
import static io.portalbots.web.FramesServed.location;
import static io.portalbots.web.FramesServed.path;
import static io.portalbots.web.FramesServed.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.chat.Directory.Standing;
import io.portalbots.chat.Frames;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRouteTest {

    private static final Tenant ACME = FramesServed.tenant("app", "5", 3, Instant.EPOCH);
    private static final String BOARD = path(ACME, "echo", "board");
    private static final String PORTAL_ONLY = "frame-ancestors https://acme.bitrix24.test\r\n";

    private FramesServed served;
    private Map<String, String> signed;

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        served = new FramesServed(folder, List.of("echo"), List.of("board", "poll"));
        served.tenants.with(ACME);
        signed = served.signed(ACME, "echo", "board", "17");
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    @Test
    void exchangesTheSignedAddressForACleanOne() throws IOException {
        signed.putAll(Map.of("DIALOG_ID", "chat441", "BUTTON_PARAMS", "poll-77", "LANG", "de", "DARK_MODE", "Y"));

        var exchanged = served.get(BOARD + query(signed));
        var shown = served.get(location(exchanged).orElseThrow());

        assertThat(exchanged)
                .startsWith("HTTP/1.1 303")
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .doesNotContain(signed.get("USER_HASH"), signed.get("DOMAIN_HASH"));
        assertThat(shown)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .contains(PORTAL_ONLY)
                .contains("data-portal=\"https://acme.bitrix24.test\"", "<html lang=\"de\">")
                .contains("personId=17", "dialogId=chat441", "buttonKey=Optional[poll-77]", "dark=true");
    }

    @Test
    void handsThePluginAFormThatWasSentInASession() throws IOException {
        var address = location(served.get(BOARD + query(signed))).orElseThrow();

        var answer = served.post(address, "question=Lunch%3F&option=%3Cb%3E&option=Pizza");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains(PORTAL_ONLY)
                .contains("by 17: {option=Pizza, question=Lunch?}", "form-action 'self'");
        assertThat(served.counted("submitted")).isEqualTo(1);
        assertThat(served.counted("again")).isZero();
    }

    @Test
    void takesNoFormWithoutAGoodSession() throws IOException {
        var address = location(served.get(BOARD + query(signed))).orElseThrow();
        var ofAnother = address.replace("/board?", "/poll?");

        for (var wrong : List.of(BOARD, BOARD + query(signed), address + "x", ofAnother, BOARD + "?session=")) {
            assertThat(served.post(wrong, "question=Lunch")).as(wrong).startsWith("HTTP/1.1 403");
        }
        served.later(Frames.LIFE);
        assertThat(served.post(address, "question=Lunch")).startsWith("HTTP/1.1 403");
        assertThat(served.calls).hasValue(0);
    }

    @Test
    void asksNobodyBeforeItAdmits() throws IOException {
        served.get(BOARD + query(signed));
        signed.put("USER_ID", "18");
        served.get(BOARD + query(signed));

        assertThat(served.calls).hasValue(0);
        assertThat(served.lookUps).hasValue(0);
    }

    @Test
    void shortensClaimsSoThatTheirAddressFits() throws IOException {
        signed.put("DIALOG_ID", "\u00ff".repeat(1200));
        signed.put("BUTTON_PARAMS", "\u0001".repeat(1200));

        var location = session();

        assertThat(location).hasSizeLessThan(4000);
        assertThat(served.get(location)).startsWith("HTTP/1.1 200");
    }

    @Test
    void keepsASessionForTenMinutes() throws IOException {
        var location = session();

        served.later(Duration.ofSeconds(599));
        assertThat(served.get(location)).startsWith("HTTP/1.1 200");
        served.later(Duration.ofSeconds(2));
        assertThat(served.get(location)).startsWith("HTTP/1.1 403").contains(PORTAL_ONLY);
    }

    @Test
    void letsAPersonReloadAndFlagsThat() throws IOException {
        try (var log = Logs.of(Frames.class)) {
            var location = session();

            assertThat(served.get(location)).startsWith("HTTP/1.1 200");
            assertThat(log.lines()).isEmpty();
            assertThat(served.get(location)).startsWith("HTTP/1.1 200");

            assertThat(log.lines())
                    .containsExactly("WARN frame session used again [tenant=\"" + ACME.id()
                            + "\", app=\"echo.board\", user=\"17\"]");
            assertThat(served.counted("opened")).isEqualTo(1);
            assertThat(served.counted("again")).isEqualTo(1);
        }
    }

    @Test
    void refusesASessionThatSomebodyTouched() throws IOException {
        var location = session();
        var from = location.indexOf("?session=") + 9;
        var refused = 0;

        for (var at = from; at < location.length() - 1; at++) {
            var other = location.charAt(at) == 'A' ? 'B' : 'A';
            var touched = location.substring(0, at) + other + location.substring(at + 1);
            assertThat(served.get(touched)).as("touched at %d", at - from).startsWith("HTTP/1.1 403");
            refused++;
        }

        assertThat(refused).isGreaterThan(200);
        assertThat(served.calls).hasValue(0);
        assertThat(served.get(location)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a", "e30.e30", "\u00ff", "e30.", "....", "null.null"})
    void refusesWhatIsNoSession(String session) throws IOException {
        assertThat(served.get(BOARD + "?session=" + session))
                .startsWith("HTTP/1.1 403")
                .contains(PORTAL_ONLY);
    }

    @Test
    void refusesTheSessionOfAnotherFrame() throws IOException {
        var location = session();

        assertThat(served.get(location.replace("/board?", "/poll?"))).startsWith("HTTP/1.1 403");
    }

    @Test
    void endsSessionsWhenTheTenantIsInstalledAnew() throws IOException {
        var location = session();

        served.tenants.with(FramesServed.tenant("app", "5", 4, NOW));

        assertThat(served.get(location)).startsWith("HTTP/1.1 403").contains(PORTAL_ONLY);
    }

    @Test
    void endsSessionsAndAddressesOfATenantThatIsNotServed() throws IOException {
        var location = session();

        for (var state : List.of(
                new TenantState.Removed("gone"),
                new TenantState.Suspended(TenantState.Cause.OPERATOR, "away"),
                new TenantState.AuthLost("lost"))) {
            served.tenants.with(ACME.in(state));

            assertThat(served.get(location)).startsWith("HTTP/1.1 403").contains(PORTAL_ONLY);
            assertThat(served.get(BOARD + query(signed)))
                    .startsWith("HTTP/1.1 403")
                    .contains(PORTAL_ONLY);
        }
        assertThat(served.calls).hasValue(0);
    }

    @Test
    void takesTheHashBeforeForHalfAnHourAfterItChanged() throws IOException {
        served.tenants.with(FramesServed.tenant("app", "5", 4, NOW));

        served.later(Duration.ofMinutes(30).minusSeconds(1));
        var location = session();
        assertThat(served.get(location)).startsWith("HTTP/1.1 200");
        served.later(Duration.ofSeconds(1));

        assertThat(served.get(BOARD + query(signed))).startsWith("HTTP/1.1 403");
        assertThat(served.get(location))
                .as("the session is of the new generation")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void takesNoHashButTheLastTwo() throws IOException {
        served.tenants.with(FramesServed.tenant("app", "5", 5, NOW));

        assertThat(served.get(BOARD + query(signed))).startsWith("HTTP/1.1 403");
    }

    @Test
    void mixesNoTwoHashes() throws IOException {
        var next = FramesServed.tenant("app", "5", 4, NOW);
        served.tenants.with(next);
        signed.put("USER_HASH", served.signed(next, "echo", "board", "17").get("USER_HASH"));

        assertThat(served.get(BOARD + query(signed))).startsWith("HTTP/1.1 403");
    }

    @Test
    void letsNobodyFrameWhatIsOfNoPortal() throws IOException {
        assertThat(served.get("/frames/nobody/echo/board" + query(signed)))
                .startsWith("HTTP/1.1 403")
                .contains("frame-ancestors 'none'\r\n");
        assertThat(served.get(path(FramesServed.tenant("app", "0", 1, NOW), "echo", "board") + query(signed)))
                .startsWith("HTTP/1.1 403")
                .contains("frame-ancestors 'none'\r\n");
    }

    @Test
    void saysInTheFrameThatAnAppIsBeingChanged() throws IOException {
        served.standings.put("board", Standing.UNSETTLED);

        assertThat(served.get(session())).startsWith("HTTP/1.1 503").contains(PORTAL_ONLY);
        assertThat(served.calls).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "COMMAND, en, in the chat with the bot /apps, This button is from an earlier version",
        "GONE, de, im Chat mit dem Bot auf /apps, Was es jetzt gibt"
    })
    void saysInTheFrameThatItsButtonIsFromAnEarlierVersion(
            Standing standing, String language, String where, String says) throws IOException {
        served.standings.put("board", standing);
        signed.put("LANG", language);

        var notice = served.get(session());

        assertThat(notice)
                .startsWith("HTTP/1.1 200")
                .contains(PORTAL_ONLY)
                .containsIgnoringCase("\r\nReferrer-Policy: no-referrer\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .contains("<html lang=\"" + language + "\">", says, where);
        assertThat(csp(notice)).isEqualTo(csp(served.get(BOARD)));
        assertThat(served.calls).hasValue(0);
        assertThat(served.counted("outdated")).isEqualTo(1);
    }

    @Test
    void fitsItsNoticeIntoTheSmallestFrame() throws IOException {
        served.standings.put("board", Standing.COMMAND);

        var notice = served.get(session());

        assertThat(notice)
                .as("fluid, styled as every frame is, and what happened comes first")
                .contains("width=device-width", "<link rel=\"stylesheet\" href=\"/assets/frame.css\">")
                .containsPattern("<body>\\s*<p>This button")
                .doesNotContain("style=", "width=\"");
    }

    @Test
    void saysNothingOfAnAppToWhomThePortalDidNotSend() throws IOException {
        served.standings.put("board", Standing.GONE);
        signed.put("USER_ID", "18");

        assertThat(served.get(BOARD + query(signed))).startsWith("HTTP/1.1 403");
        assertThat(served.lookUps).hasValue(0);
    }

    @Test
    void opensForButtonsOfEveryRevision() throws IOException {
        for (var code : List.of("echo.board", "echo.board~2", "echo.board~12")) {
            signed = served.signed(ACME, code, "17");

            assertThat(served.get(session())).as(code).startsWith("HTTP/1.1 200");
        }
        assertThat(served.calls).hasValue(3);
    }

    @Test
    void takesNoRevisionForAnother() throws IOException {
        signed.put("APP_CODE", "echo.board~2");
        assertThat(served.get(BOARD + query(signed))).startsWith("HTTP/1.1 403");

        signed = served.signed(ACME, "echo.board~2", "17");
        for (var code : List.of("echo.board", "echo.board~3", "echo.poll~2", "")) {
            signed.put("APP_CODE", code);
            assertThat(served.get(BOARD + query(signed))).as(code).startsWith("HTTP/1.1 403");
        }
        signed.remove("APP_CODE");
        assertThat(served.get(BOARD + query(signed))).startsWith("HTTP/1.1 403");
        assertThat(served.get(BOARD + "~2" + query(signed)))
                .as("as the path of an app")
                .startsWith("HTTP/1.1 403");
    }

    private static String csp(String answer) {
        return answer.lines()
                .filter(line -> line.startsWith("Content-Security-Policy: "))
                .findFirst()
                .orElseThrow();
    }

    private String session() throws IOException {
        return location(served.get(BOARD + query(signed))).orElseThrow();
    }
}

package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.tenant.FrameSecrets;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors were computed apart from this code, for the host, person and HASH of the documented exchange. */
class FrameGuardTest {

    private static final Map<String, String> SIGNED = Map.of(
            "DOMAIN", "https://acme.bitrix24.test",
            "DOMAIN_HASH", "517824a044a679a8ac8b154e93d00346",
            "USER_ID", "17",
            "USER_HASH", "017a4f0a0fa1efb4bbca8671e8f6388a");

    private final FrameGuard guard = new FrameGuard(new Documented(), InstantSource.system());

    @Test
    void letsInWhatThePortalSigned() {
        assertThat(refusal(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.bitrix24.test:8443", "http://acme.bitrix24.test:8082"})
    void leavesThePortOutOfWhatIsSigned(String domain) {
        assertThat(refusal(Map.of("DOMAIN", domain))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test",
                "https://acme.bitrix24.test.evil.test",
                "https://acme.bitrix24.test@evil.test",
                "acme.bitrix24.test",
                "not a domain",
                ""
            })
    void refusesAnotherHost(String domain) {
        assertThat(refusal(Map.of("DOMAIN", domain))).contains("DOMAIN is not the tenant's portal");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DOMAIN_HASH, 517824a044a679a8ac8b154e93d00347, DOMAIN_HASH does not fit
            DOMAIN_HASH, 3f9c1b7e5a2d48608c4e9f10ab67d253, DOMAIN_HASH does not fit
            USER_HASH,   517824a044a679a8ac8b154e93d00346, USER_HASH does not fit
            USER_ID,     18,                               USER_HASH does not fit
            USER_ID,     017,                              USER_HASH does not fit
            USER_ID,     '17,18',                          USER_HASH does not fit
            """)
    void refusesWhatIsSignedOtherwise(String name, String value, String why) {
        assertThat(refusal(Map.of(name, value))).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOMAIN", "DOMAIN_HASH", "USER_ID", "USER_HASH"})
    void refusesWhereAParameterIsMissing(String name) {
        var parameters = new TreeMap<>(SIGNED);
        parameters.remove(name);

        assertThat(guard.refusal(MemoryTenants.acme(1), new FrameRequest("echo", "poll", parameters)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo.poll", "echo.poll~2", "echo.poll~10", "echo.poll~9999"})
    void takesEveryRevisionOfTheApp(String code) {
        var parameters = new TreeMap<>(SIGNED);
        parameters.put("APP_CODE", code);

        assertThat(new FrameRequest("echo", "poll", parameters).code()).contains(code);
        assertThat(refusal(parameters)).isEmpty();
    }

    @Test
    void takesTheFirstRevisionWhereNoneIsNamed() {
        assertThat(new FrameRequest("echo", "poll", SIGNED).code()).contains("echo.poll");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "poll",
                "echo.",
                "echo.pol",
                "echo.polls",
                "echo.vote",
                "echo.vote~2",
                "other.poll",
                "ECHO.POLL",
                " echo.poll",
                "echo.poll ",
                "echo.poll\n",
                "echo.poll~",
                "echo.poll~0",
                "echo.poll~1",
                "echo.poll~02",
                "echo.poll~-2",
                "echo.poll~+2",
                "echo.poll~2 ",
                "echo.poll~2\n",
                "echo.poll~2~2",
                "echo.poll~10000",
                "echo.poll~\u0662",
                "echo.poll%7E2",
                "echo.poll&#126;2",
                "echo.poll|1",
                "echo.poll~2|1"
            })
    void refusesEveryOtherCode(String code) {
        assertThat(refusal(Map.of("APP_CODE", code))).contains("APP_CODE is not of this app");
    }

    @Test
    void refusesAPathThatLooksLikeARevision() {
        assertThat(guard.refusal(MemoryTenants.acme(1), new FrameRequest("echo", "poll~2", SIGNED)))
                .contains("APP_CODE is not of this app");
    }

    private Optional<String> refusal(Map<String, String> changes) {
        var parameters = new TreeMap<>(SIGNED);
        parameters.putAll(changes);
        return guard.refusal(MemoryTenants.acme(1), new FrameRequest("echo", "poll", parameters));
    }

    /** The one HASH of the documented exchange. */
    private static final class Documented implements FrameSecrets {

        private static final String HASH = "3f9c1b7e5a2d48608c4e9f10ab67d253";

        @Override
        public Secret hash(TenantId tenant, String app, int generation) {
            return Secret.of(HASH);
        }

        @Override
        public Secret signature(TenantId tenant, String app, int generation, String text) {
            try {
                var signed = (text + HASH).getBytes(StandardCharsets.UTF_8);
                return Secret.of(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("MD5").digest(signed)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

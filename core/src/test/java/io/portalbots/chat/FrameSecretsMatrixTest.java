package io.portalbots.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.Keys;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSecretsMatrixTest {

    /** Somebody opens a frame somewhere, by what was registered as one revision of an app. */
    private record Visit(Tenant tenant, String app, String revision, String user) {

        String code() {
            return "echo." + app + revision;
        }

        boolean isThatOf(Visit other) {
            return tenant.equals(other.tenant) && app.equals(other.app) && user.equals(other.user);
        }
    }

    @Test
    void openNothingButTheFrameOfTheInstallationAndPersonTheyAreFor(@TempDir Path folder) {
        Keys.make(folder.resolve("keys.json"));
        var keys = Keys.read(folder.resolve("keys.json"));
        var guard = new FrameGuard(keys, InstantSource.system());
        var visits = visits();

        for (var signed : visits) {
            var parameters = parameters(keys, signed);
            for (var tried : visits) {
                var claimed = new java.util.TreeMap<>(parameters);
                claimed.put("USER_ID", tried.user());
                var told = guard.refusal(tried.tenant(), new FrameRequest("echo", tried.app(), claimed));
                claimed.put("APP_CODE", tried.code());
                var refusal = guard.refusal(tried.tenant(), new FrameRequest("echo", tried.app(), claimed));
                claimed.remove("APP_CODE");
                var untold = guard.refusal(tried.tenant(), new FrameRequest("echo", tried.app(), claimed));

                assertThat(refusal.isEmpty())
                        .as("signed for %s, tried for %s", signed, tried)
                        .isEqualTo(signed.equals(tried));
                assertThat(told.isEmpty())
                        .as("signed for %s, as it says, tried for %s", signed, tried)
                        .isEqualTo(signed.isThatOf(tried));
                assertThat(untold.isEmpty())
                        .as("signed for %s, which it does not say, tried for %s", signed, tried)
                        .isEqualTo(signed.isThatOf(tried) && signed.revision().isEmpty());
            }
        }
    }

    private static List<Visit> visits() {
        var visits = new ArrayList<Visit>();
        for (var application : List.of("market", "local")) {
            for (var member : List.of("0".repeat(32), "1".repeat(32))) {
                for (var generation : List.of(1, 2)) {
                    for (var app : List.of("poll", "vote")) {
                        for (var revision : List.of("", "~2", "~12")) {
                            for (var user : List.of("1", "17")) {
                                visits.add(new Visit(tenant(application, member, generation), app, revision, user));
                            }
                        }
                    }
                }
            }
        }
        return visits;
    }

    private static Tenant tenant(String application, String member, int generation) {
        return new Tenant(
                new TenantId(application, member),
                generation,
                new TenantState.Active(),
                URI.create("https://acme.bitrix24.test/rest/"),
                "en");
    }

    private static Map<String, String> parameters(Keys keys, Visit visit) {
        var id = visit.tenant().id();
        var generation = visit.tenant().generation();
        return Map.of(
                "APP_CODE", visit.code(),
                "DOMAIN", "https://acme.bitrix24.test",
                "DOMAIN_HASH",
                        keys.signature(id, visit.code(), generation, "acme.bitrix24.test")
                                .reveal(),
                "USER_ID", visit.user(),
                "USER_HASH",
                        keys.signature(id, visit.code(), generation, visit.user())
                                .reveal());
    }
}

package io.portalbots.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.store.Keys;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageSessionsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path folder;

    private Keys keys;

    @BeforeEach
    void make() {
        Keys.make(folder.resolve("keys.json"));
        keys = Keys.read(folder.resolve("keys.json"));
    }

    private PageSessions at(Instant time, Tenant... tenants) {
        var clock = Clock.fixed(time, ZoneOffset.UTC);
        var known = new MemoryTenants();
        for (var tenant : tenants) {
            known.with(tenant);
        }
        return new PageSessions(new Sessions(keys, clock), known, clock);
    }

    private static Tenant tenant(String application, String member, int generation) {
        return new Tenant(
                new TenantId(application, member.repeat(32)),
                generation,
                new TenantState.Active(),
                URI.create("https://" + member + ".bitrix24.test/rest/"),
                "en");
    }

    @Test
    void opensForItsApplicationPortalAndGenerationOnly() {
        var tenants = new ArrayList<Tenant>();
        for (var application : List.of("one", "two")) {
            for (var member : List.of("a", "b")) {
                for (var generation : List.of(1, 2, 12)) {
                    tenants.add(tenant(application, member, generation));
                }
            }
        }
        var passed = 0;

        for (var issued : tenants) {
            var there = at(NOON, issued);
            var session = there.issue(there.begin(issued, 7, "en"));
            for (var known : tenants) {
                for (var application : List.of("one", "two")) {
                    var opens = at(NOON, known).open(application, session).isPresent();
                    var right = known.equals(issued)
                            && application.equals(issued.id().application());
                    assertThat(opens)
                            .as("%s at %s of %s", issued, known, application)
                            .isEqualTo(right);
                    passed += opens ? 1 : 0;
                }
            }
        }

        assertThat(passed).isEqualTo(tenants.size());
    }

    @Test
    void knowsWhoItWasIssuedTo() {
        var acme = MemoryTenants.acme(3);
        var there = at(NOON, acme);

        var visit = there.open("app", there.issue(there.begin(acme, 7, "de"))).orElseThrow();

        assertThat(visit).isEqualTo(new PageSessions.Visit(acme, 7, "de", NOON));
    }

    @Test
    void livesOnWithUseButNoLongerThanEightHours() {
        var acme = MemoryTenants.acme(1);
        var session = at(NOON, acme).issue(at(NOON, acme).begin(acme, 7, "en"));
        assertThat(at(NOON.plus(Duration.ofMinutes(10)), acme).open("app", session))
                .isEmpty();

        var now = NOON;
        while (at(now, acme).open("app", session).isPresent()) {
            session = at(now, acme).issue(at(now, acme).open("app", session).orElseThrow());
            now = now.plus(Duration.ofMinutes(9));
        }

        assertThat(Duration.between(NOON, now)).isBetween(Duration.ofHours(8), Duration.ofMinutes(8 * 60 + 9));
    }

    @Test
    void isVoidForATenantThatIsGone() {
        var acme = MemoryTenants.acme(1);
        var session = at(NOON, acme).issue(at(NOON, acme).begin(acme, 7, "en"));

        assertThat(at(NOON).open("app", session)).isEmpty();
        assertThat(at(NOON, acme.in(new TenantState.Removed("uninstalled"))).open("app", session))
                .isEmpty();
        assertThat(at(NOON, acme.in(new TenantState.Unreachable("silence"))).open("app", session))
                .isPresent();
    }

    @Test
    void takesNoSessionOfAnotherKind() {
        var acme = MemoryTenants.acme(1);
        var there = at(NOON, acme);
        var claims = new JsonObject()
                .put("tenant", acme.id().toString())
                .put("generation", 1)
                .put("user", 7)
                .put("language", "en")
                .put("begun", NOON.getEpochSecond());
        var sessions = new Sessions(keys, Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(there.open("app", sessions.issue("page", claims, Duration.ofMinutes(1))))
                .isPresent();
        assertThat(there.open("app", sessions.issue("frame", claims, Duration.ofMinutes(1))))
                .isEmpty();
    }
}

package io.portalbots.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TokensTest {

    private final SandboxClock clock =
            new SandboxClock(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    private final World world = new World(new Addresses(80), clock, new Chance(OptionalLong.of(7)));
    private final Tokens tokens = world.tokens();
    private final Portal portal = world.create("acme", PortalTraits.usual(true));

    @Test
    void givesAllEventsOfAMemberOneRefreshToken() {
        var refresh = new HashSet<String>();
        var access = new HashSet<String>();
        for (var hour = 0; hour < 100; hour++) {
            var token = tokens.forEvent(portal, "local.app", 2, 6);
            refresh.add(token.refresh());
            access.add(token.access());
            clock.advance(Duration.ofHours(1));
        }

        assertThat(refresh).hasSize(1);
        assertThat(access).hasSize(100);
    }

    @Test
    void keepsNoMoreThanADayOfRenewedTokens() {
        var token = tokens.issue(portal, "local.app", 1);
        for (var hour = 0; hour < 1_000; hour++) {
            clock.advance(Duration.ofHours(1));
            token = tokens.rotate(token);
            tokens.forEvent(portal, "local.app", 2, 6);
        }

        assertThat(tokens.sizes()).allMatch(size -> size < 60);
    }

    @Test
    void keepsNothingOfWhatWasNeverUsedAfterHalfAYear() {
        for (var day = 0; day < 400; day++) {
            tokens.issue(portal, "local.app", 1);
            clock.advance(Duration.ofDays(1));
        }

        assertThat(tokens.sizes()).isEqualTo(List.of(180, 180, 0));
    }
}

package io.portalbots.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.model.Addresses;
import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.SandboxClock;
import io.portalbots.sandbox.model.World;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortalClientsTest {

    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private final Portal portal = new World(new Addresses(80), clock, new Chance(OptionalLong.of(7)))
            .create("acme", PortalTraits.usual(true));
    private final PortalClients clients = new PortalClients(portal, Duration.ofMinutes(20), clock);

    @Test
    void keepsTheNewestThousandMessengers() {
        IntStream.range(0, 1001).forEach(number -> clients.open(Viewing.EMPLOYEE));

        assertThat(clients.sessions())
                .hasSize(1000)
                .first()
                .extracting(ClientSession::id)
                .isEqualTo("s2");
    }

    @Test
    void keepsTheNewestThousandPushes() {
        IntStream.range(0, 1001).forEach(number -> clients.delete(Viewing.app("all", false, true)));

        assertThat(clients.pushes()).hasSize(1000).first().extracting(Push::id).isEqualTo(2);
    }
}

package io.portalbots.tenant;

import io.portalbots.tenant.TenantState.News;
import io.portalbots.tenant.TenantStore.Probe;
import java.time.Duration;

/**
 * What tenants need that nobody asks for: those out of reach or suspended are probed, tokens that nobody uses are kept
 * alive, what removed ones left is erased after 30 days.
 */
public final class TenantCare {

    private static final int AT_ONCE = 20;

    /** One after the other, each for half a minute at most, so that all are done within the lease. */
    private static final int PROBES = 3;

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration GIVEN_UP = Duration.ofDays(30);
    private static final Duration KEPT = Duration.ofDays(30);

    /** Refresh tokens live 180 days. */
    private static final Duration IDLE = Duration.ofDays(150);

    private final TenantStore tenants;
    private final ChainStore chains;
    private final TokenSource tokens;
    private final PortalProbe portals;

    public TenantCare(TenantStore tenants, ChainStore chains, TokenSource tokens, PortalProbe portals) {
        this.tenants = tenants;
        this.chains = chains;
        this.tokens = tokens;
        this.portals = portals;
    }

    /** Probes the tenants that are due. */
    public void probe() {
        tenants.probes(PROBES, LEASE).forEach(this::probe);
    }

    private void probe(Probe probe) {
        var tenant = probe.tenant();
        try {
            portals.ask(tenant.endpoint(), tokens.current(tenant).access());
            tenants.move(tenant, new News.Answered());
        } catch (TenantUnavailableException e) {
            return; // its tokens are lost, which is its state by now
        } catch (PortalUnavailableException e) {
            failed(probe);
        }
    }

    private void failed(Probe probe) {
        var tenant = probe.tenant();
        if (tenant.state() instanceof TenantState.Unreachable unreachable
                && probe.lasts().compareTo(GIVEN_UP) > 0) {
            tenants.move(tenant, new News.Gone("out of reach for 30 days: " + unreachable.reason()));
        } else {
            Probing.delay(tenant.state(), probe.tries() + 1).ifPresent(delay -> tenants.probeAgain(tenant, delay));
        }
    }

    /** Refreshes chains that would die of disuse. */
    public void keepAlive() {
        for (var idle : chains.idle(IDLE, AT_ONCE)) {
            tenants.find(idle.tenant()).ifPresent(tenant -> keepAlive(tenant, idle.holder()));
        }
    }

    private void keepAlive(Tenant tenant, long holder) {
        try {
            chains.live(tenant, holder).ifPresent(stale -> tokens.renew(tenant, stale));
        } catch (TenantUnavailableException | PortalUnavailableException e) {
            return; // what became of it is written down; the next round comes within the hour
        }
    }

    /** Erases what removed tenants left, 30 days after. */
    public void clean() {
        tenants.cleanRemoved(KEPT);
    }
}

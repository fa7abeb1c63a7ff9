package io.portalbots.platform;

import io.portalbots.chat.Conversations;
import io.portalbots.registry.RegistrationStore;
import io.portalbots.tenant.Tenant;

/** Writes what portals say of themselves into the ledger, from which the next plan follows. */
final class LedgerNews implements Conversations.PortalNews {

    private final RegistrationStore ledger;
    private final Signals signals;

    LedgerNews(RegistrationStore ledger, Signals signals) {
        this.ledger = ledger;
        this.signals = signals;
    }

    @Override
    public void botDeleted(Tenant tenant, long bot) {
        ledger.forgetBot(tenant, bot);
        signals.tenantChanged(tenant.id());
    }

    @Override
    public void updated(Tenant tenant) {
        ledger.handlersDropped(tenant);
        signals.tenantChanged(tenant.id());
    }
}

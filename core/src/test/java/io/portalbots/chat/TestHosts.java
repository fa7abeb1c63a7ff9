package io.portalbots.chat;

import io.portalbots.spi.Portal.Answer;
import io.portalbots.spi.Portal.Reason;
import io.portalbots.tenant.MemoryScopes;
import io.portalbots.tenant.MemoryStorage;

/** Hosts for tests of what is around them. */
public final class TestHosts {

    private TestHosts() {}

    /** Those that keep what they are told in memory, at a portal that refuses everything. */
    public static Hosts bare() {
        return with((tenant, method, parameters) -> new Answer.Refused(new Reason.Error("NOTHING_HERE")));
    }

    static Hosts with(PortalMethods methods) {
        return new Hosts(new Hosts.Services(new MemoryStorage(), methods, new MemoryScopes()));
    }
}

package io.portalbots.chat;

import io.portalbots.tenant.MemoryStorage;

/** Hosts for tests of what is around them. */
public final class TestHosts {

    private TestHosts() {}

    /** Those that keep what they are told in memory. */
    public static Hosts bare() {
        return new Hosts(new Hosts.Services(new MemoryStorage()));
    }
}

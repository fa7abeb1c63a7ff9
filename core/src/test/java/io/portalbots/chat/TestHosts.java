package io.portalbots.chat;

import io.portalbots.chat.Hosts.Services;
import io.portalbots.plugin.Offers;
import io.portalbots.plugin.PluginSet;
import io.portalbots.plugin.TestPlugins;
import io.portalbots.spi.Portal.Answer;
import io.portalbots.spi.Portal.Reason;
import io.portalbots.tenant.MemoryScopes;
import io.portalbots.tenant.MemorySettings;
import io.portalbots.tenant.MemoryStorage;
import java.util.List;
import java.util.Map;

/** Hosts for tests of what is around them. */
public final class TestHosts {

    private TestHosts() {}

    /** Those that keep what they are told in memory, at a portal that refuses everything and has nothing. */
    public static Hosts bare() {
        return with((tenant, method, parameters) -> new Answer.Refused(new Reason.Other("NOTHING_HERE")));
    }

    static Hosts with(PortalMethods methods) {
        return new Hosts(new Services(
                new MemoryStorage(),
                methods,
                new MemoryScopes(),
                new Mute(),
                new ListedDirectory(Map.of(), List.of())));
    }

    /** Those that speak by {@code messenger}. */
    public static Hosts with(Messenger messenger, Directory directory) {
        return new Hosts(new Services(
                new MemoryStorage(),
                (tenant, method, parameters) -> new Answer.Refused(new Reason.Other("NOTHING_HERE")),
                new MemoryScopes(),
                messenger,
                directory));
    }

    /** A menu of {@code plugins} on a portal where nobody has set anything. */
    public static AppsMenu menu(PluginSet plugins, Directory directory) {
        return new AppsMenu(() -> plugins, new Offers(TestPlugins.waiting()), new MemorySettings(), directory, true);
    }
}

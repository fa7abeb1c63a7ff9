package io.portalbots.sandbox.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everything a sandbox holds: its portals and their tokens. Confined to one event loop: no locks. */
public final class World {

    private final Addresses addresses;
    private final SandboxClock clock;
    private final Chance chance;
    private final Tokens tokens;
    private final Map<String, Portal> portals = new LinkedHashMap<>();

    /** An empty world. */
    public World(Addresses addresses, SandboxClock clock, Chance chance) {
        this.addresses = addresses;
        this.clock = clock;
        this.chance = chance;
        this.tokens = new Tokens(clock, chance);
    }

    /** Adds a portal with its usual people and chats; its name must be free. */
    public Portal create(String name, PortalTraits traits) {
        if (portals.containsKey(name)) {
            throw new IllegalArgumentException("portal '" + name + "' is there already");
        }
        var portal = Seed.portal(name, addresses, traits);
        portals.put(name, portal);
        return portal;
    }

    /** The portal of that name. */
    public Optional<Portal> portal(String name) {
        return Optional.ofNullable(portals.get(name));
    }

    /** The portal that was there first, if there is any. */
    public Optional<Portal> first() {
        return portals.values().stream().findFirst();
    }

    /** All portals, oldest first. */
    public Collection<Portal> portals() {
        return Collections.unmodifiableCollection(portals.values());
    }

    public Tokens tokens() {
        return tokens;
    }

    public SandboxClock clock() {
        return clock;
    }

    public Chance chance() {
        return chance;
    }

    public Addresses addresses() {
        return addresses;
    }
}

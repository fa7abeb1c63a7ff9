package io.portalbots.sandbox.model;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything a sandbox holds: its portals and their tokens. Confined to one event loop: no locks. */
public final class World {

    private final Addresses addresses;
    private final SandboxClock clock;
    private final Chance chance;
    private final Tokens tokens;
    private final Codes codes;
    private final Map<String, Portal> portals = new LinkedHashMap<>();
    private final Map<String, Portal> moved = new HashMap<>();
    private final Map<String, Installation> removed = new HashMap<>();

    /** An empty world. */
    public World(Addresses addresses, SandboxClock clock, Chance chance) {
        this.addresses = addresses;
        this.clock = clock;
        this.chance = chance;
        this.tokens = new Tokens(clock, chance);
        this.codes = new Codes(clock, chance);
    }

    /** Adds a portal with its usual people and chats; its name must be free. */
    public Portal create(String name, PortalTraits traits) {
        refuseTaken(name);
        var portal = Seed.portal(name, addresses, traits);
        portals.put(name, portal);
        moved.remove(name);
        return portal;
    }

    /** Moves a portal to the host of another name, which must be free; it keeps its place among the portals. */
    public void rename(Portal portal, String newName) {
        refuseTaken(newName);
        moved.put(portal.name(), portal);
        moved.remove(newName);
        portal.name(newName);
        var inOrder = List.copyOf(portals.values());
        portals.clear();
        inOrder.forEach(each -> portals.put(each.name(), each));
    }

    /** Takes an application off a portal, with its tokens. The OAuth server goes on to know the application. */
    public void remove(Portal portal, Installation installation) {
        portal.installations().remove(installation.clientId());
        tokens.revoke(portal, installation.clientId());
        removed.put(installation.clientId(), installation);
    }

    /** The application of that client id as it was on the portal that removed it last. */
    public Optional<Installation> removed(String clientId) {
        return Optional.ofNullable(removed.get(clientId));
    }

    /** The portal that once had that name, if nobody has it now. */
    public Optional<Portal> movedFrom(String name) {
        return Optional.ofNullable(moved.get(name));
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

    public Codes codes() {
        return codes;
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

    private void refuseTaken(String name) {
        if (portals.containsKey(name)) {
            throw new IllegalArgumentException("portal '" + name + "' is there already");
        }
    }
}

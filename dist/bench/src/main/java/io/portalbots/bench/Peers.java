package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the peers of a house's platform, as another application on the same portals, with a bot for each peer. */
final class Peers implements AutoCloseable {

    static final String BARE = "bare";
    static final String JSSDK = "jssdk";

    private static final String CLIENT = "local.00000000peer00.10203040";
    private static final int MOST_OF_JSSDK = 500; // as many clients of that SDK at once

    private final House house;
    private final int atOnce;
    private final List<Peer> peers = new ArrayList<>();

    /** @param atOnce portals that a peer works on at a time */
    Peers(House house, List<String> names, int atOnce) {
        this.house = house;
        this.atOnce = atOnce;
        if (!names.isEmpty()) {
            var tenants = installed();
            names.forEach(name -> add(name, tenants));
        }
    }

    List<Peer> all() {
        return peers;
    }

    private List<Tenant> installed() {
        try (var arrivals = new Arrivals()) {
            house.control()
                    .post(
                            "/installs",
                            new JsonObject()
                                    .put("prefix", House.SOUND)
                                    .put("clientId", CLIENT)
                                    .put("clientSecret", "secret")
                                    .put("eventUrl", arrivals.url()));
            return arrivals.all(house.scale().sound());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while peers were installed", e);
        }
    }

    private void add(String name, List<Tenant> tenants) {
        var child = switch (name) {
            case BARE -> bare();
            case JSSDK -> jssdk();
            default -> throw new IllegalArgumentException("there is no peer '" + name + "'; there are " + names());
        };
        var portals = name.equals(JSSDK) ? Math.min(MOST_OF_JSSDK, tenants.size()) : tenants.size();
        peers.add(new Peer(name, child, portals));
        var file = written(name, tenants.subList(0, portals));
        var begun = child.ask(new JsonObject().put("do", "begin").put("file", file.toString()));
        if (begun.getInteger("failed") > 0) {
            throw new IllegalStateException(name + " cannot register its bot; its log is " + house.log(name));
        }
    }

    static List<String> names() {
        return List.of(BARE, JSSDK);
    }

    private Child bare() {
        return Child.java(
                BareClient.class.getName(),
                house.scale().heap(),
                house.log(BARE),
                List.of(
                        String.valueOf(house.port()),
                        String.valueOf(house.scale().apps()),
                        String.valueOf(atOnce)));
    }

    private Child jssdk() {
        var script = NodeProject.installed().resolve("peer.js").toString();
        return Child.start(
                JSSDK,
                house.log(JSSDK),
                List.of("node", script, String.valueOf(house.scale().apps()), String.valueOf(atOnce)));
    }

    private Path written(String name, List<Tenant> tenants) {
        var lines = tenants.stream()
                .map(tenant -> new JsonObject(Map.of("domain", tenant.domain(), "token", tenant.token())).encode())
                .toList();
        try {
            return Files.write(house.folder().resolve(name + ".tenants"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }
}

package io.portalbots.platform;

import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A portal of a chaotic story, and what its people did there. */
final class ChaosPortal {

    final TestHouse house;
    final TestPortal portal;
    final String memberId;

    /** By plugin, what the administrator set before its titles. */
    final Map<String, String> titles = new HashMap<>();

    /** Such as {@code lark.board}: what the administrator does not want. */
    final Set<String> disabled = new TreeSet<>();

    /** What was written to the parrot. */
    final List<String> written = new ArrayList<>();

    /** Tokens and other secrets that were given for it. */
    final Set<String> secrets = new TreeSet<>();

    boolean installed;
    boolean everInstalled;

    /** Since the last look: lost something without a word; may have lost its settings. */
    boolean lost;

    boolean erased;

    /** How many requests it had got when its removal was known; empty unless it is removed. */
    OptionalLong requestsWhenRemoved = OptionalLong.empty();

    ChaosPortal(TestHouse house, String name) {
        this.house = house;
        this.portal = house.portal(name);
        this.memberId = portal.memberId();
    }

    String name() {
        return portal.name();
    }

    Optional<Tenant> tenant() {
        return house.platform().stores().tenants().matching(memberId).stream().findFirst();
    }

    String state() {
        return tenant().map(tenant -> tenant.state().word()).orElse("unknown");
    }

    boolean active() {
        return tenant().filter(Tenant::active).isPresent();
    }

    void install() {
        var given = portal.install(TestHouse.CLIENT, TestHouse.SECRET, house.eventUrl());
        Stream.of("access_token", "refresh_token", "application_token")
                .map(given::getString)
                .filter(java.util.Objects::nonNull)
                .forEach(secrets::add);
        installed = true;
        everInstalled = true;
        requestsWhenRemoved = OptionalLong.empty();
    }

    void uninstall(boolean clean) {
        TestPortal.send("DELETE", portal.url() + "/installs/" + TestHouse.CLIENT + (clean ? "?clean=1" : ""), "");
        installed = false;
        erased |= clean;
    }

    /** Requests since calls were last forgotten. */
    long requests() {
        var counted = TestPortal.send("GET", house.sandboxUrl() + "/_sandbox/calls/count?portal=" + name(), "");
        return new JsonObject(counted).getLong("http");
    }

    /** Takes for set what is set: nobody can say what an erasure met that came late. */
    void adoptSettings() {
        titles.clear();
        disabled.clear();
        tenant().ifPresent(tenant -> {
            house.platform()
                    .stores()
                    .settings()
                    .settings(tenant.id())
                    .forEach((plugin, values) ->
                            Optional.ofNullable(values.get("title")).ifPresent(title -> titles.put(plugin, title)));
            house.platform()
                    .stores()
                    .switches()
                    .disabled(tenant.id())
                    .forEach((plugin, apps) -> apps.forEach(app -> disabled.add(plugin + "." + app)));
        });
        erased = false;
    }

    static List<JsonObject> objects(JsonObject described, String kind) {
        return described.getJsonArray(kind, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}

package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.platform.EventGate.Held;
import io.portalbots.plugin.PluginJar;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The events of an installation come once, late, twice and in any order. Each order of five, with every event sent twice,
 * meets a portal of its own whose story is over: what the platform believes in the end has to be what the portal is.
 */
@ExtendWith(VertxExtension.class)
class LifeCycleOrderTest {

    private static final String CODE = """
            public Offer offer(PortalInfo portal) {
                return Offer.of(new ChatApp("caw", new ChatApp.Action.Send("/caw"), Audience.everywhere(),
                        Map.of("en", new Label("Caw", ""))));
            }
            """;

    private final Vertx vertx;
    private final Map<String, Integer> arrivals = new HashMap<>();
    private final EventGate gate;
    private final TestHouse house;

    LifeCycleOrderTest(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", CODE).write(data.resolve("plugins/parrot.jar"));
        this.vertx = vertx;
        gate = new EventGate(vertx);
        house = new TestHouse(vertx, data, gate.url());
        gate.to(house.platform().localUrl());
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void endsActiveWithItsAppsWhereThePortalIsInstalled() {
        var orders = someOrders();
        house.portals("in", orders.size());

        for (var count = 0; count < orders.size(); count++) {
            var portal = house.portal("in" + (count + 1));
            update(portal, install(portal));
            uninstall(portal);
            update(portal, install(portal));
            release(
                    portal,
                    orders.get(count),
                    List.of("ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL", "ONAPPINSTALL", "ONAPPUPDATE"));
        }

        eventually("nothing under way", house::isQuiet);
        for (var count = 0; count < orders.size(); count++) {
            var portal = house.portal("in" + (count + 1));
            assertThat(tenant(portal).active()).as("order " + orders.get(count)).isTrue();
            assertThat(portal.apps()).as("order " + orders.get(count)).containsExactly("parrot.caw");
        }
    }

    @Test
    void endsWithoutTokensWhereThePortalIsNotInstalled() {
        var orders = someOrders();
        house.portals("out", orders.size());

        for (var count = 0; count < orders.size(); count++) {
            var portal = house.portal("out" + (count + 1));
            install(portal);
            uninstall(portal);
            update(portal, install(portal));
            uninstall(portal);
            release(
                    portal,
                    orders.get(count),
                    List.of("ONAPPINSTALL", "ONAPPUNINSTALL", "ONAPPINSTALL", "ONAPPUPDATE", "ONAPPUNINSTALL"));
        }

        eventually("nothing under way", house::isQuiet);
        assertThat(house.platform().stores().tenants().countByState()).doesNotContainKey("active");
    }

    private String install(TestPortal portal) {
        var token =
                portal.install(TestHouse.CLIENT, TestHouse.SECRET, eventUrl()).getString("access_token");
        arrived(portal);
        bind(portal, token);
        return token;
    }

    private void uninstall(TestPortal portal) {
        portal.uninstall(TestHouse.CLIENT);
        arrived(portal);
    }

    /** Waits for one more event at the gate, so that the story is held there in its order. */
    private void arrived(TestPortal portal) {
        var member = portal.memberId();
        var before = arrivals.merge(member, 1, Integer::sum);
        eventually("event " + before, () -> gate.of(member).size() >= before);
    }

    /** Another version, which drops the handlers and has to bind them again. */
    private void update(TestPortal portal, String token) {
        portal.update(TestHouse.CLIENT, 2);
        arrived(portal);
        bind(portal, token);
    }

    private void bind(TestPortal portal, String token) {
        for (var event : List.of("ONAPPUNINSTALL", "ONAPPUPDATE")) {
            portal.rest(
                    vertx,
                    token,
                    "event.bind",
                    new JsonObject().put("EVENT", event).put("HANDLER", eventUrl()));
        }
    }

    private String eventUrl() {
        return gate.url() + "/bitrix24/test/event";
    }

    /** Each event twice, one after the other. */
    private void release(TestPortal portal, List<Integer> order, List<String> story) {
        var member = portal.memberId();
        var held = gate.of(member);
        assertThat(held).extracting(Held::event).containsExactlyElementsOf(story);
        for (var index : order) {
            gate.release(held.get(index));
            gate.release(held.get(index));
        }
    }

    private Tenant tenant(TestPortal portal) {
        return house.platform()
                .stores()
                .tenants()
                .find(new TenantId("test", portal.memberId()))
                .orElseThrow();
    }

    /** All 120 at night, and every fifth at each change. */
    private static List<List<Integer>> someOrders() {
        var all = orders(List.of(0, 1, 2, 3, 4));
        return Boolean.getBoolean("portalbots.nightly")
                ? all
                : all.stream().filter(order -> all.indexOf(order) % 5 == 0).toList();
    }

    private static List<List<Integer>> orders(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<Integer>>();
        for (var first : of) {
            var rest = of.stream().filter(other -> !other.equals(first)).toList();
            for (var order : orders(rest)) {
                var whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }
}

package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lets a platform come to rest after chaos, and does what only people can do then. */
final class ChaosRest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 50;

    /** In a row that find nothing left, because one falls between two steps now and then. */
    private static final int LOOKS = 2;

    /** As if the longer waits after failures were over; what is under way at this moment is left alone. */
    private static final String WAITS_ARE_OVER = """
            update event set claimed_until = now() where handled_at is null and holder is null;
            update reconcile set due_at = now() where due_at > now() + interval '4 seconds';
            """;

    private static final String UNFINISHED = """
            select 'claim of ' || tenant_id || ' ' || next_at || ' ' || attempt from claim left join tenant using (tenant_id)
                where next_at < 'infinity' and state is distinct from 'active'
            union all select concat_ws(' ', 'event of', tenant_id, dedupe, claimed_until, attempt)
                from event join tenant using (tenant_id)
                where handled_at is null and parked is null and (state = 'active' or dedupe like 'ONAPPUNINSTALL%')
            union all select concat_ws(' ', 'reconciling', tenant_id, due_at, claimed_until, reconcile.reason, 'attempt', reconcile.attempt)
                from reconcile join tenant using (tenant_id) where due_at is not null and state = 'active'
            """;

    private final TestHouse house;
    private final ChaosPlugins plugins;
    private final List<ChaosPortal> portals;
    private int healed;

    ChaosRest(TestHouse house, ChaosPlugins plugins, List<ChaosPortal> portals) {
        this.house = house;
        this.plugins = plugins;
        this.portals = portals;
    }

    /** How many tenants needed people to come back. */
    int healed() {
        return healed;
    }

    /** R3: rests within a minute, and every tenant lives. Throws, if it does not. */
    void come() {
        rest();
        portals.stream().filter(portal -> portal.installed).forEach(this::heal);
        probe(portals.stream().filter(portal -> portal.installed && portal.lost).toList());
        portals.forEach(portal -> portal.lost = false);
        portals.stream().filter(portal -> portal.erased).forEach(ChaosPortal::adoptSettings);
    }

    private void rest() {
        until("rest", this::left);
    }

    /** What is still to be done. */
    private List<String> left() {
        change(WAITS_ARE_OVER);
        var left = new ArrayList<>(plugins.unnoticed(house.platform().plugins(), told()));
        portals.stream().filter(portal -> !delivered(portal)).forEach(portal -> left.add("events of " + portal.name()));
        left.addAll(texts(UNFINISHED));
        if (left.isEmpty() && house.platform().stores().queue().pending() > 0) {
            left.add("tenants that new plugins make due");
        }
        return left;
    }

    private Map<String, String> told() {
        return texts("select plugin || ' ' || digest from desired where digest <> '' and plugin <> '*'").stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    private boolean delivered(ChaosPortal portal) {
        return new JsonArray(TestPortal.send("GET", portal.portal.url() + "/events?after=0", ""))
                .stream().map(JsonObject.class::cast).noneMatch(event -> "queued".equals(event.getString("fate")));
    }

    /** Somebody writes to a bot; where that does not help, an administrator installs once more. */
    private void heal(ChaosPortal portal) {
        if (portal.active()) {
            return;
        }
        healed++;
        portal.portal
                .bots()
                .findFirst()
                .ifPresent(bot -> portal.portal.user("Bob").types(bot, "anybody?"));
        rest();
        if (!portal.active()) {
            portal.install();
            until("active", () -> portal.active() ? List.of() : List.of(portal.name() + " is " + portal.state()));
        }
        rest();
    }

    /** A change that a portal has to be told of, so that the token is good; then it is asked for what it has. */
    private void probe(List<ChaosPortal> losers) {
        if (losers.isEmpty()) {
            return;
        }
        for (var portal : losers) {
            var title = "p" + System.nanoTime() % 1000 + "-";
            var tenant = portal.tenant().orElseThrow().id();
            house.platform().stores().settings().set(tenant, ChaosPlugins.KEEPER, Chaos.TITLE, title, "chaos");
            portal.titles.put(ChaosPlugins.KEEPER, title);
        }
        rest();
        var these = "where member_id in ('"
                + String.join(
                        "','", losers.stream().map(portal -> portal.memberId).toList()) + "')";
        change("update reconcile set probed_at = now() - interval '5 days' from tenant " + these
                + " and tenant.tenant_id = reconcile.tenant_id");
        until(
                "probed",
                () -> texts("select member_id from reconcile join tenant using (tenant_id) " + these
                        + " and (claimed_until > now() or probed_at < now() - interval '4 days')"));
        rest();
    }

    private void until(String what, Supplier<List<String>> left) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var looks = 0; looks < LOOKS; ) {
            var still = left.get();
            looks = still.isEmpty() ? looks + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new AssertionError("R3: not within " + PATIENCE.toSeconds() + " s " + what + ": " + still);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }

    private List<String> texts(String query) {
        var texts = new ArrayList<String>();
        var rows = house.platform().stores().pool().query(query).execute().await();
        rows.forEach(row -> texts.add(row.getString(0)));
        return texts;
    }

    private void change(String statements) {
        house.platform().stores().pool().query(statements).execute().await();
    }
}

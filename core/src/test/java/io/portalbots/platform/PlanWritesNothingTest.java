package io.portalbots.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Key;
import io.portalbots.plan.Registration;
import io.portalbots.plugin.PluginJar;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.store.Keys;
import io.portalbots.store.TestTenants;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A plan of a thousand portals, and that nothing at all was written for it. */
@ExtendWith(VertxExtension.class)
class PlanWritesNothingTest {

    private static final int PORTALS = 1000;
    private static final int KNOWN = 300;

    /** At least as many as the pool has. */
    private static final int CONNECTIONS = 32;

    @Test
    void plansForAThousandPortalsAndWritesNothing(Vertx vertx, @TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("plugins"));
        PluginJar.of("parrot", "1.0.0").extension("Parrot", """
                        public Offer offer(PortalInfo portal) {
                            return Offer.of(new ChatApp("caw", new ChatApp.Action.Put("/caw"), Audience.everywhere(),
                                    Map.of("en", new Label("Caw", ""))));
                        }
                        """).write(data.resolve("plugins/parrot.jar"));
        try (var house = new TestHouse(vertx, data, Map.of(), Set.of(), false)) {
            Ran.open(house, data);
            house.portals("p", PORTALS);
            fill(house, data);
            var pool = house.platform().stores().pool();
            var rows = rows(pool);
            var written = written(pool);
            var asked = asked(house);
            var files = files(data);

            var plan = Ran.command(data, "plan");

            assertThat(plan.exit()).as(plan.err()).isZero();
            assertThat(plan.out())
                    .contains("700 tenants: ", "300 tenants: ", " for 1000 of 1000 active tenants")
                    .contains("  - removes the app parrot.old", "people: the button vanishes at once")
                    .contains("title.en: \"Cow\" becomes \"Caw\"");
            assertThat(rows(pool)).isEqualTo(rows);
            assertThat(written(pool)).isEqualTo(written);
            assertThat(asked(house)).isEqualTo(asked);
            assertThat(files(data)).isEqualTo(files);
        }
    }

    /** Tenants, of which some have things on their portals already. */
    private static void fill(TestHouse house, Path data) {
        var stores = house.platform().stores();
        var tenants = new TestTenants(stores.pool(), Keys.read(data.resolve("keys.json")));
        for (var number = 1; number <= PORTALS; number++) {
            var tenant = tenants.install(new TenantId("test", "%032x".formatted(number)), "t", Duration.ofHours(1));
            if (number <= KNOWN) {
                var claim = stores.tenantClaims()
                        .take(tenant.id(), Duration.ofMinutes(1))
                        .orElseThrow();
                stores.ledger().write(claim, tenant, lines());
                stores.tenantClaims().release(claim);
            }
        }
        assertThat(stores.tenants().page("active", "", 1)).allMatch(Tenant::active);
    }

    private static List<Entry> lines() {
        return List.of(
                line(new Key(Key.APP, "parrot", "caw"), 13, Map.of("code", "parrot.caw", "title.en", "Cow")),
                line(new Key(Key.APP, "parrot", "old"), 14, Map.of("code", "parrot.old")));
    }

    private static Entry line(Key key, long id, Map<String, String> fields) {
        return new Entry.Save(new Registration(
                key,
                1,
                Optional.of(new Key(Key.BOT, Key.SHARED, "bot")),
                OptionalLong.of(id),
                fields,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** Of each table a digest of its rows with where they lie and who wrote them, which every update changes. */
    private static Map<String, String> rows(Pool pool) {
        return tables(pool).stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> pool.query(
                                        "select coalesce(md5(string_agg(concat(ctid, xmin, xmax, t), '|' order by ctid)), '')"
                                                + " from " + table + " t")
                                .execute()
                                .await()
                                .iterator()
                                .next()
                                .getString(0),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static List<String> tables(Pool pool) {
        return StreamSupport.stream(
                        pool.query("select relname::text from pg_stat_user_tables order by 1")
                                .execute()
                                .await()
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    /** What the server itself counted, once all that its connections did until now is in it. */
    private static Map<String, Long> written(Pool pool) {
        var flushed = IntStream.range(0, CONNECTIONS)
                .mapToObj(any -> pool.query("select pg_stat_force_next_flush(), pg_sleep(0.1)")
                        .execute())
                .toList();
        Future.join(flushed).await();
        return StreamSupport.stream(
                        pool.query("select relname::text, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_user_tables")
                                .execute()
                                .await()
                                .spliterator(),
                        false)
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    }

    private static int asked(TestHouse house) {
        return new JsonObject(TestPortal.send("GET", house.sandboxUrl() + "/_sandbox/calls", "")).getInteger("http");
    }

    private static Map<Path, String> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file, PlanWritesNothingTest::state));
        }
    }

    private static String state(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

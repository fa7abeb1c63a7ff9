package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.spi.Storage;
import io.portalbots.spi.Storage.Entry;
import io.portalbots.spi.StorageException;
import io.portalbots.tenant.StorageStore.Owner;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState.News;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plugins keep for portals, against a real PostgreSQL. */
class StorageTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static int members;

    private final PgStorage storage = new PgStorage(POOL);
    private final PgTenantStore tenants = new PgTenantStore(POOL, TestDatabase.keys(), line -> {});
    private final TestTenants installer = new TestTenants(POOL, TestDatabase.keys());
    private final TenantId acmeId = new TenantId("storing", "%032x".formatted(++members));
    private final TenantId betaId = new TenantId("storing", "%032x".formatted(++members));
    private Tenant acme;
    private Owner poll;

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @BeforeEach
    void install() {
        acme = installer.install(acmeId, "acme", HOUR);
        poll = owner(acme, "poll");
    }

    private static Owner owner(Tenant tenant, String plugin) {
        return new Owner(tenant.id(), tenant.generation(), plugin);
    }

    @Test
    void keepsAValueForOnePluginAndOnePortal() {
        var version = storage.putIf(poll, "poll.1", "Lunch?", 0).orElseThrow();

        assertThat(storage.get(poll, "poll.1")).contains(new Entry("poll.1", "Lunch?", version));
        assertThat(storage.get(owner(acme, "echo"), "poll.1")).isEmpty();
        assertThat(storage.get(owner(installer.install(betaId, "beta", HOUR), "poll"), "poll.1"))
                .isEmpty();
    }

    @Test
    void changesOnlyTheVersionThatIsThere() {
        var first = storage.putIf(poll, "k", "1", 0).orElseThrow();

        assertThat(storage.putIf(poll, "k", "2", 0)).isEmpty();
        var second = storage.putIf(poll, "k", "2", first).orElseThrow();
        assertThat(storage.putIf(poll, "k", "3", first)).isEmpty();
        assertThat(storage.putIf(poll, "other", "3", 7)).isEmpty();

        assertThat(storage.get(poll, "k")).contains(new Entry("k", "2", second));
    }

    @Test
    void neverUsesAVersionAgainThoughTheKeyWasDeletedMeanwhile() {
        var first = storage.putIf(poll, "k", "1", 0).orElseThrow();

        assertThat(storage.delete(poll, "k")).isTrue();
        assertThat(storage.delete(poll, "k")).isFalse();
        storage.putIf(poll, "k", "1", 0);

        assertThat(storage.putIf(poll, "k", "2", first)).isEmpty();
    }

    @Test
    void letsOneOfManyWinThatWriteAtTheSameTime() {
        var all = IntStream.range(0, 8)
                .mapToObj(one -> CompletableFuture.supplyAsync(() -> storage.putIf(poll, "k", "v" + one, 0)))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).filter(OptionalLong::isPresent))
                .hasSize(1);
    }

    @Test
    void listsByPrefixInTheOrderOfAsciiPageByPage() {
        for (var key : List.of("vote.b", "vote.B", "vote:1", "vote.a", "poll.1", "vote", "Vote.a")) {
            storage.putIf(poll, key, "of " + key, 0);
        }

        var page = storage.list(poll, "vote.", "", 2);

        assertThat(page).extracting(Entry::key).containsExactly("vote.B", "vote.a");
        assertThat(storage.list(poll, "vote.", "vote.a", 2))
                .extracting(Entry::key)
                .containsExactly("vote.b");
        assertThat(storage.list(poll, "", "", 100)).hasSize(7);
        assertThat(storage.list(poll, "nobody", "", 100)).isEmpty();
    }

    @Test
    void keepsNoMoreBytesThanAllowedAndSaysWhichLimitItIs() {
        var large = "x".repeat(Storage.LARGEST_VALUE);
        IntStream.range(0, 159).forEach(one -> storage.putIf(poll, "large.%03d".formatted(one), large, 0));

        assertThatThrownBy(() -> storage.putIf(poll, "large.159", large, 0))
                .isInstanceOf(StorageException.class)
                .hasMessage("poll may keep no more: it would have more than 10 MiB for the portal");

        assertThat(storage.get(poll, "large.159")).isEmpty();
        storage.delete(poll, "large.000");
        assertThat(storage.putIf(poll, "large.159", large, 0)).isPresent();
        assertThat(storage.putIf(owner(acme, "echo"), "k", "v", 0)).isPresent();
    }

    @Test
    void countsWhatAChangedValueHasMore() {
        var version = storage.putIf(poll, "k", "12345", 0).orElseThrow();
        assertThat(used()).isEqualTo("1 keys, 6 bytes");

        storage.putIf(poll, "k", "äöü", version);
        storage.putIf(poll, "l", "", 0);

        assertThat(used()).isEqualTo("2 keys, 8 bytes");
        storage.delete(poll, "k");
        assertThat(used()).isEqualTo("1 keys, 1 bytes");
    }

    @Test
    void keepsNoMoreKeysThanAllowed() {
        run("insert into storage (tenant_id, plugin, key, value) select '" + acmeId
                + "', 'poll', 'k' || n, 'v' from generate_series(1, " + Storage.MOST_KEYS + ") n");

        assertThatThrownBy(() -> storage.putIf(poll, "one-more", "v", 0))
                .isInstanceOf(StorageException.class)
                .hasMessage("poll may keep no more: it has 10000 keys for the portal already");
    }

    @Test
    void isThereAgainAfterAnotherInstallationButNotForHandlesOfTheOneBefore() {
        storage.putIf(poll, "k", "v", 0);

        var anew = installer.install(acmeId, "again", HOUR);

        assertThat(storage.get(owner(anew, "poll"), "k")).isPresent();
        assertThatThrownBy(() -> storage.get(poll, "k")).hasMessageContaining("installed anew");
        assertThatThrownBy(() -> storage.putIf(poll, "l", "v", 0)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.delete(poll, "k")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.list(poll, "", "", 10)).isInstanceOf(StorageException.class);
    }

    @Test
    void goesWithTheTenantWhenThatIsWished() {
        storage.putIf(poll, "k", "v", 0);

        var removed = tenants.move(acme, new News.Gone("uninstalled"));
        assertThatThrownBy(() -> storage.get(poll, "k")).hasMessageContaining("not installed any more");
        assertThat(used()).isEqualTo("1 keys, 2 bytes");
        tenants.clean(removed);

        assertThat(used()).isEmpty();
        assertThat(number("select count(*) from storage where tenant_id = '" + acmeId + "'"))
                .isZero();
    }

    private String used() {
        var rows = POOL.query("select keys || ' keys, ' || bytes || ' bytes' from storage_use where tenant_id = '"
                        + acmeId + "' and plugin = 'poll'")
                .execute()
                .await();
        return rows.size() == 0 ? "" : rows.iterator().next().getString(0);
    }

    private static long number(String query) {
        return POOL.query(query).execute().await().iterator().next().getLong(0);
    }

    private static void run(String statement) {
        POOL.query(statement).execute().await();
    }
}

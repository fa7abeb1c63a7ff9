package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Registration;
import io.portalbots.registry.ReconcileQueue.Claim;
import io.portalbots.registry.RegistrationStore.Entry;
import io.portalbots.registry.RegistrationStore.StaleClaimException;
import io.portalbots.spi.BotProfile;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several ask of the stores at once, and what is wrong with one of them only. */
class TogetherTest {

    private static final int CONNECTIONS = 16;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.pool(vertx);
    private final Keys keys = TestDatabase.keys();
    private final PgTenantStore tenants = new PgTenantStore(pool, keys, line -> {});
    private final PgChainStore chains = new PgChainStore(pool, keys, "test", line -> {});
    private final PgRegistrationStore ledger = new PgRegistrationStore(pool);
    private final PgHoldStore holds = new PgHoldStore(pool);
    private final List<Tenant> installed = new ArrayList<>();

    @BeforeEach
    void install() {
        for (var number = 0; number < 6; number++) {
            var id = new TenantId("app", "%032x".formatted(number));
            installed.add(new TestTenants(pool, keys).install(id, "t" + number, Duration.ofHours(1)));
        }
    }

    @AfterEach
    void disconnect() {
        pool.close().await();
        vertx.close().await();
    }

    @Test
    void writesForEachWhoseClaimStandsAndForNobodyElse() throws Exception {
        var outcomes = together(tenant -> {
            var fence = tenant == 3 ? 7 : 0;
            ledger.write(new Claim(installed.get(tenant).id(), fence, 0, 0), installed.get(tenant), entries(tenant));
            return "written";
        });

        assertThat(outcomes.get(3)).isInstanceOf(StaleClaimException.class);
        for (var tenant : List.of(0, 1, 2, 4, 5)) {
            assertThat(outcomes.get(tenant)).isEqualTo("written");
            assertThat(ledger.registrations(installed.get(tenant)))
                    .extracting(Registration::id)
                    .containsExactly(OptionalLong.of(tenant));
        }
        assertThat(ledger.registrations(installed.get(3))).isEmpty();
    }

    @Test
    void writesForTheOthersWhatIsRefusedOfOne() throws Exception {
        var outcomes = together(tenant -> {
            var entries = tenant == 4 ? List.of(entries(4).get(0), entries(4).get(0)) : entries(tenant);
            ledger.write(new Claim(installed.get(tenant).id(), 0, 0, 0), installed.get(tenant), entries);
            return "written";
        });

        assertThat(outcomes.get(4)).isInstanceOf(RuntimeException.class).isNotInstanceOf(StaleClaimException.class);
        assertThat(List.of(0, 1, 2, 3, 5)).allSatisfy(tenant -> {
            assertThat(outcomes.get(tenant)).isEqualTo("written");
            assertThat(ledger.registrations(installed.get(tenant))).hasSize(1);
        });
    }

    private static List<Entry> entries(int number) {
        var bot = new Listing(
                new Key(Key.BOT, "echo", "bot"),
                Optional.empty(),
                new Listing.Content.Bot(
                        "pb_echo", new BotProfile("Echo", "", BotProfile.Color.MINT), "https://bots.test/event"));
        return List.of(new Entry.Save(Registration.of(bot, number)));
    }

    @Test
    void givesEachItsOwnRowsOfItsOwnGeneration() throws Exception {
        new TestTenants(pool, keys).install(installed.get(2).id(), "again", Duration.ofHours(1));

        var found = together(
                tenant -> tenants.find(installed.get(tenant).id()).orElseThrow().generation());
        var tokens = together(tenant -> chains.best(installed.get(tenant)).map(Tokens::access));

        assertThat(found).containsExactly(1, 1, 2, 1, 1, 1);
        assertThat(tokens.get(1)).isEqualTo(Optional.of(Secret.of("a-t1")));
        assertThat(tokens.get(2)).as("of an earlier installation").isEqualTo(Optional.empty());
        assertThat(tokens.get(5)).isEqualTo(Optional.of(Secret.of("a-t5")));
    }

    @Test
    void opensForTheOthersWhatCannotBeOpenedOfOne() throws Exception {
        pool.query("update chain set access_sealed = '\\x00' where tenant_id = '"
                        + installed.get(3).id() + "'")
                .execute()
                .await();

        var tokens = together(tenant -> chains.best(installed.get(tenant)).map(Tokens::access));

        assertThat((Throwable) tokens.get(3)).hasMessageContaining("cannot open access_sealed");
        assertThat(List.of(0, 1, 2, 4, 5))
                .allSatisfy(tenant -> assertThat(tokens.get(tenant)).isEqualTo(Optional.of(Secret.of("a-t" + tenant))));
    }

    @Test
    void spendsAsFarAsOneMayWhenAllTogetherAreTooMany() throws Exception {
        var outcomes = together(spender -> holds.spend(spender == 2 ? 100 : 10, 40, 0));

        assertThat(outcomes.get(2)).isEqualTo(false);
        assertThat(outcomes.stream().filter(Boolean.TRUE::equals)).hasSize(4);
        assertThat(holds.board().spent()).isEqualTo(40);
    }

    private interface Work {
        Object of(int number) throws Exception;
    }

    /** Lets each ask while no connection is free, so that those who cannot be first go together; what came of each. */
    private List<Object> together(Work work) throws Exception {
        var connections = Future.all(IntStream.range(0, CONNECTIONS)
                        .mapToObj(any -> pool.getConnection())
                        .toList())
                .await()
                .<SqlConnection>list();
        var tasks = new ArrayList<FutureTask<Object>>();
        for (var number = 0; number < installed.size(); number++) {
            var mine = number;
            var task = new FutureTask<Object>(outcome(() -> work.of(mine)));
            var thread = Thread.ofVirtual().start(task);
            while (thread.getState() != Thread.State.WAITING) {
                thread.join(Duration.ofMillis(1));
            }
            tasks.add(task);
        }
        connections.forEach(SqlConnection::close);
        var outcomes = new ArrayList<Object>();
        for (var task : tasks) {
            outcomes.add(task.get());
        }
        return outcomes;
    }

    // What one dies of is what came of it.
    @SuppressWarnings("CatchingUnchecked")
    private static Callable<Object> outcome(Callable<Object> work) {
        return () -> {
            try {
                return work.call();
            } catch (Exception e) {
                return e;
            }
        };
    }
}

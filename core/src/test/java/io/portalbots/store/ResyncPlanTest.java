package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.registry.ReconcileQueue.Room;
import io.portalbots.store.PgReconcileQueue.Question;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * With many tenants, each with three apps, no look for who is due reads a table of theirs from end to end, whichever plan
 * PostgreSQL makes: for the values at hand, or for any. At night there are 100 000 tenants.
 */
class ResyncPlanTest {

    private static final int TENANTS = Boolean.getBoolean("portalbots.nightly") ? 100_000 : 20_000;
    private static final Set<String> LARGE = Set.of("tenant", "reconcile", "registration", "chain");

    /** One in ten has a fresh token, one in fifty is not active, one in a hundred failed before. */
    private static final String FILL = """
            set session_replication_role = replica;
            insert into tenant (tenant_id, application, member_id, generation, state, endpoint, language,
                                application_token_hash)
            select 'app.' || md5(n::text), 'app', md5(n::text), 1, case when n % 50 = 0 then 'auth_lost' else 'active' end,
                   'https://p' || n || '.bitrix24.test/rest/', 'en', decode(md5(n::text), 'hex')
            from generate_series(1, TENANTS) n;
            insert into reconcile (tenant_id, application, active, seen, fresh_until, due_at, due_since, attempt,
                                   probed_at)
            select 'app.' || md5(n::text), 'app', n % 50 <> 0, 1,
                   now() + case when n % 10 = 1 then interval '30 minutes' else interval '-30 days' end,
                   case when n % 100 = 2 then now() end, case when n % 100 = 2 then now() end, n % 100,
                   now() - random() * interval '8 days'
            from generate_series(1, TENANTS) n;
            insert into chain (tenant_id, generation, holder, role, access_sealed, refresh_sealed, expires_at, version)
            select tenant_id, 1, 1, 'installer', '', '', fresh_until, 1 from reconcile;
            insert into registration (tenant_id, generation, surface, plugin, code, remote_id, fields, retired_until)
            select 'app.' || md5(n::text), 1, 'imbot.app', 'echo', 'app' || k, k, '{"js": "SEND"}',
                   case when k = 3 and n % 4 = 0 then now() + (n - TENANTS / 2) * interval '1 minute' end
            from generate_series(1, TENANTS) n, generate_series(1, 3) k;
            insert into desired_change (application, made_by) values ('app', 'test'), ('app', 'test');
            analyze;
            """;

    private static Connection database = connect();

    private static Connection connect() {
        var address = TestDatabase.fresh();
        try {
            return DriverManager.getConnection(
                    "jdbc:" + address.url() + "?currentSchema=bots",
                    address.user(),
                    address.password().reveal());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void fill() throws SQLException {
        run(FILL.replace("TENANTS", String.valueOf(TENANTS)));
    }

    @AfterAll
    static void disconnect() throws SQLException {
        database.close();
    }

    private static void run(String statements) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(statements);
        }
    }

    @Test
    void readsNoTableFromEndToEndWhenNobodyIsBehind() throws SQLException {
        assertThat(scans(1)).isEmpty();
    }

    @Test
    void readsNoTableFromEndToEndWhenEverybodyIsBehind() throws SQLException {
        assertThat(scans(2)).isEmpty();
    }

    @Test
    void noticesAStatementThatDoes() throws SQLException {
        var naive = new Question("naive", "select tenant_id from reconcile where attempt > 3", "");
        var found = new ArrayList<String>();

        scans(plan(naive), "naive", found);

        assertThat(found).containsExactly("naive: reconcile");
    }

    /** What is read from end to end by a process with this epoch. */
    private static List<String> scans(long epoch) throws SQLException {
        var scans = new ArrayList<String>();
        for (var mode : List.of("force_custom_plan", "force_generic_plan")) {
            run("set plan_cache_mode = " + mode);
            var questions = new ArrayList<>(PgReconcileQueue.questions("app", epoch, new Room(64, 16, 32)));
            questions.add(PgProbeQueue.question());
            for (var question : questions) {
                scans(plan(question), mode + " of " + question.name(), scans);
            }
        }
        return scans;
    }

    private static JsonObject plan(Question question) throws SQLException {
        run("prepare question as " + question.statement());
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("explain (format json) execute question" + question.values())) {
            rows.next();
            return new JsonArray(rows.getString(1)).getJsonObject(0).getJsonObject("Plan");
        } finally {
            run("deallocate question");
        }
    }

    private static void scans(JsonObject node, String where, List<String> found) {
        var table = node.getString("Relation Name", "");
        if (node.getString("Node Type").equals("Seq Scan") && LARGE.contains(table)) {
            found.add(where + ": " + table);
        }
        node.getJsonArray("Plans", new JsonArray()).forEach(below -> scans((JsonObject) below, where, found));
    }
}

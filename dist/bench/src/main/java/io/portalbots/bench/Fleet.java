package io.portalbots.bench;

import io.portalbots.registry.ReconcileQueue.Desired;
import io.portalbots.registry.ReconcileQueue.Room;
import io.portalbots.store.Database;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.store.PgReconcileQueue;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Many tenants in a PostgreSQL of their own, one in ten with a fresh token, and the ways to find who is due. */
final class Fleet implements AutoCloseable {

    private static final String APPLICATION = "app";
    private static final Room ROOM = new Room(64, 16, 32);

    private static final String FILL = """
            set session_replication_role = replica;
            insert into tenant (tenant_id, application, member_id, generation, state, endpoint, language,
                                application_token_hash)
            select 'app.' || md5(n::text), 'app', md5(n::text), 1, 'active', 'https://p' || n || '.bitrix24.test/rest/', 'en',
                   decode(md5(n::text), 'hex')
            from generate_series(1, TENANTS) n;
            insert into reconcile (tenant_id, application, active, seen, fresh_until)
            select 'app.' || md5(n::text), 'app', true, 1,
                   now() + case when n % 10 = 0 then interval '30 minutes' else interval '-30 days' end
            from generate_series(1, TENANTS) n;
            insert into registration (tenant_id, generation, surface, plugin, code, remote_id, fields, retired_until)
            select 'app.' || md5(n::text), 1, 'imbot.app', 'echo', 'app' || k, k, '{"js.method": "SEND", "title.en": "Help"}',
                   case when k = 3 and n % 100 = 0 then now() + interval '30 days' end
            from generate_series(1, TENANTS) n, generate_series(1, 3) k;
            set session_replication_role = default;
            create table naive as select tenant_id, null::timestamptz as due_at, 0::bigint as asked from tenant;
            alter table naive add primary key (tenant_id);
            create index naive_due on naive (due_at) where due_at is not null;
            analyze
            """;

    private final Path folder;
    private final EmbeddedServer server;
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PgReconcileQueue queue;
    private final SqlConnection connection;
    private int version;
    private long writtenBefore;

    private Fleet(Path folder, int tenants) {
        this.folder = folder;
        this.server = EmbeddedServer.start(folder);
        Database.migrate(server.address());
        this.pool = Database.pool(vertx, server.address());
        this.queue = new PgReconcileQueue(pool, "bench");
        this.connection = pool.getConnection().await();
        changePlugin();
        Stream.of(FILL.replace("TENANTS", String.valueOf(tenants)).split(";")).forEach(this::execute);
        execute("prepare naive as select tenant_id from registration"
                + " where changed_at < now() - interval '1 day' or remote_id is null");
        PgReconcileQueue.questions(APPLICATION, 1, ROOM)
                .forEach(question -> execute("prepare " + question.name() + " as " + question.statement()));
        this.writtenBefore = written();
    }

    /** Blocks, a minute for 100 000. */
    static Fleet of(int tenants) throws IOException {
        return new Fleet(Files.createTempDirectory("portalbots-bench"), tenants);
    }

    private List<Row> execute(String statement) {
        var rows = connection.query(statement).execute().await();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /** What a process asks each second, and each minute; nothing of it stays. */
    double look() {
        return explained("claim") + explained("retired");
    }

    private double explained(String question) {
        try {
            execute("begin");
            var plan = execute("explain (analyze, timing off, buffers off, format json) execute " + question
                            + values(question))
                    .get(0)
                    .getJsonArray(0)
                    .getJsonObject(0);
            return plan.getDouble("Planning Time") + plan.getDouble("Execution Time");
        } finally {
            execute("rollback");
        }
    }

    /** As if all had been looked at, a moment ago. */
    void finishAll() {
        execute("update reconcile set seen = (select max(epoch) from desired)");
    }

    /** To tell how much is left to do. */
    double count() {
        return explained("backlog");
    }

    /** Another version of the one plugin. */
    double changePlugin() {
        var since = System.nanoTime();
        queue.desire(
                APPLICATION, List.of(new Desired("echo", "1." + ++version, "digest " + version)), gone -> Set.of());
        return (System.nanoTime() - since) / 1e6;
    }

    /** How many rows of tenants were written since this was asked last. */
    long tenantsWritten() {
        var now = written();
        var since = now - writtenBefore;
        writtenBefore = now;
        return since;
    }

    private long written() {
        execute("select pg_stat_force_next_flush()");
        return execute("select n_tup_ins + n_tup_upd from pg_stat_user_tables where relname = 'reconcile'")
                .get(0)
                .getLong(0);
    }

    /** To find those whose apps are not as they should be by looking at all. */
    double readEveryApp() {
        return explained("naive");
    }

    /** To make all due by saying so of each. */
    double updateEveryTenant() {
        var since = System.nanoTime();
        execute("update naive set due_at = now(), asked = asked + 1");
        var took = (System.nanoTime() - since) / 1e6;
        execute("vacuum naive");
        return took;
    }

    private String values(String question) {
        var epoch = execute("select max(epoch) from desired").get(0).getLong(0);
        return PgReconcileQueue.questions(APPLICATION, epoch, ROOM).stream()
                .filter(one -> one.name().equals(question))
                .map(PgReconcileQueue.Question::values)
                .findFirst()
                .orElse("");
    }

    /** What PostgreSQL does for each statement of a look; nothing of it stays. */
    List<String> explain() {
        var lines = new ArrayList<String>();
        for (var question : List.of("claim", "retired", "backlog")) {
            lines.add("-- " + question);
            execute("begin");
            execute("explain (analyze, buffers) execute " + question + values(question))
                    .forEach(row -> lines.add(row.getString(0)));
            execute("rollback");
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        pool.close().await();
        vertx.close().await();
        server.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}

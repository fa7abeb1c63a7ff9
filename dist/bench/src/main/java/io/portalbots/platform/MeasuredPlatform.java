package io.portalbots.platform;

import io.portalbots.bench.Obedience;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The platform and its embedded database as a process for benchmarks. Arguments: the sandbox's authorization server, the
 * application's client id and secret, then keys of the configuration, {@code KEY=VALUE}. Takes
 *
 * <pre>{@code
 * {"do": "tenants"}     {"active": 1000, "expired": 0}    expired: without an access token that is good for a minute more
 * {"do": "rows"}        {"rows": 31415}                   rows inserted, updated and deleted since the database was made
 * }</pre>
 */
public final class MeasuredPlatform {

    private static final String TENANTS = """
            select count(*),
                   count(*) filter (where not exists (
                       select from chain
                       where chain.tenant_id = tenant.tenant_id and chain.generation = tenant.generation
                         and retired is null and expires_at > now() + interval '1 minute'))
            from tenant where state = 'active'
            """;
    private static final String ROWS =
            "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint from pg_stat_user_tables";

    private final Platform platform;

    private MeasuredPlatform(Platform platform) {
        this.platform = platform;
    }

    public static void main(String[] arguments) throws Exception {
        var config = config(arguments);
        config.makeKeys();
        var folder = config.data().resolve("postgres");
        try (var server = EmbeddedServer.start(folder);
                var platform = Platform.start(config, server.address(), Secret.of("admin"))) {
            platform.reconcile();
            var measured = new MeasuredPlatform(platform);
            Obedience.until(measured.ready(folder), measured::obey);
        }
        System.exit(0);
    }

    private static Config config(String[] arguments) {
        var vertx = Vertx.vertx();
        var flags = Arrays.stream(arguments)
                .skip(3)
                .map(flag -> flag.split("=", 2))
                .collect(Collectors.toMap(flag -> flag[0], flag -> flag[1]));
        var config = ConfigReader.read(vertx, Optional.empty(), Map.of(), flags);
        vertx.close().await();
        var application =
                new Application("bench", arguments[1], Secret.of(arguments[2]), Application.Kind.LOCAL, Set.of());
        return config.with(application, URI.create(arguments[0]));
    }

    private JsonObject ready(Path folder) throws IOException {
        var postmaster =
                Files.readAllLines(folder.resolve("pg18/postmaster.pid")).get(0);
        return new JsonObject()
                .put("url", platform.publicUrl())
                .put("management", platform.managementUrl())
                .put("postmaster", Long.parseLong(postmaster.strip()));
    }

    private JsonObject obey(JsonObject command) {
        return switch (command.getString("do")) {
            case "tenants" -> {
                var row = platform.stores()
                        .pool()
                        .query(TENANTS)
                        .execute()
                        .await()
                        .iterator()
                        .next();
                yield new JsonObject().put("active", row.getLong(0)).put("expired", row.getLong(1));
            }
            case "rows" -> {
                var row = platform.stores()
                        .pool()
                        .query(ROWS)
                        .execute()
                        .await()
                        .iterator()
                        .next();
                yield new JsonObject().put("rows", row.getLong(0));
            }
            default -> throw new IllegalArgumentException("no command " + command);
        };
    }
}

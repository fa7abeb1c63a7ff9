package io.portalbots.store;

import io.portalbots.bench.EventForm;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.stream.IntStream;

/** Tenants as proven installations leave them, for benchmarks, without anybody who installs. */
public final class MeasuredTenants {

    private static final String INSERT = """
            insert into tenant (tenant_id, application, member_id, generation, state, endpoint, language,
                                application_token_hash)
            select id, 'bench', member, 1, 'active', 'https://acme.bitrix24.test/rest/', 'en', hash
            from unnest($1::text[], $2::text[], $3::bytea[]) as given(id, member, hash)
            on conflict do nothing
            """;

    private MeasuredTenants() {}

    /** Puts so many into a database, numbered from 0. */
    public static void install(Pool pool, Keys keys, int tenants) {
        var members = IntStream.range(0, tenants).mapToObj(EventForm::member).toArray(String[]::new);
        var ids = new String[tenants];
        var hashes = new Buffer[tenants];
        for (var i = 0; i < tenants; i++) {
            var id = new TenantId("bench", members[i]);
            ids[i] = id.toString();
            hashes[i] = Buffer.buffer(keys.digest(Secret.of(EventForm.token(i)), id));
        }
        pool.preparedQuery(INSERT).execute(Tuple.of(ids, members, hashes)).await();
    }
}

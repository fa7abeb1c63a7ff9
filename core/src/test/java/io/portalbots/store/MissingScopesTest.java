package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.portalbots.tenant.MissingScopes.Missing;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which scopes plugins lack, against a real PostgreSQL. */
class MissingScopesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);

    private final PgMissingScopes scopes = new PgMissingScopes(POOL);
    private final TestTenants installer = new TestTenants(POOL, TestDatabase.keys());

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @Test
    void remembersEachOnceUntilItIsGrantedOrAnotherInstallationBegins() {
        var id = new TenantId("scopes", "5".repeat(32));
        var acme = installer.install(id, "acme", HOUR);
        scopes.refused(acme, "poll", "user", "user.get");
        scopes.refused(acme, "poll", "user", "user.search");
        scopes.refused(acme, "poll", "im", "im.notify");
        scopes.refused(acme, "echo", "im", "im.notify");

        assertThat(scopes.of(acme))
                .extracting(Missing::plugin, Missing::scope, Missing::method)
                .containsExactly(
                        tuple("echo", "im", "im.notify"),
                        tuple("poll", "im", "im.notify"),
                        tuple("poll", "user", "user.search"));

        scopes.granted(acme, "poll", "im");
        scopes.granted(acme, "poll", "crm");
        assertThat(scopes.of(acme)).extracting(Missing::scope).containsExactly("im", "user");

        assertThat(scopes.of(installer.install(id, "again", HOUR))).isEmpty();
    }
}

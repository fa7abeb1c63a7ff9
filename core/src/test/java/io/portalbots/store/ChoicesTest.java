package io.portalbots.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.spi.Setting;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators choose for their portals, against a real PostgreSQL. */
class ChoicesTest {

    private static final Setting PHONE = new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Phone"));
    private static final Setting KEY = new Setting("key", new Setting.Type.Secret(), Map.of("en", "Key"));

    private static final Vertx VERTX = Vertx.vertx();
    private static final Pool POOL = TestDatabase.pool(VERTX);
    private static int members;

    private final PgSettingStore settings = new PgSettingStore(POOL, TestDatabase.keys(), line -> {});
    private final PgAppSwitches switches = new PgAppSwitches(POOL);
    private final TenantId acme = new TenantId("app", "%032x".formatted(++members));
    private final TenantId beta = new TenantId("app", "%032x".formatted(++members));

    @AfterAll
    static void disconnect() {
        POOL.close().await();
        VERTX.close().await();
    }

    @BeforeEach
    void install() {
        for (var tenant : new TenantId[] {acme, beta}) {
            run("""
                    insert into tenant (tenant_id, application, member_id, generation, state, endpoint, language,
                                        application_token_hash)
                    values ('%s', 'app', '%s', 1, 'active', 'https://acme.bitrix24.test/rest/', 'en', '')
                    """.formatted(tenant, tenant.memberId()));
        }
    }

    @Test
    void keepsSettingsOfEachTenantAndPluginApart() {
        settings.set(acme, "call", PHONE, "112", "test");
        settings.set(acme, "fax", PHONE, "113", "test");
        settings.set(beta, "call", PHONE, "114", "test");
        settings.set(acme, "call", PHONE, "115", "test");

        assertThat(settings.settings(acme, "call")).containsExactly(Map.entry("phone", "115"));
        settings.clear(acme, "call", PHONE);
        assertThat(settings.settings(acme, "call")).isEmpty();
        assertThat(settings.settings(acme, "fax")).containsEntry("phone", "113");
        assertThat(settings.settings(beta, "call")).containsEntry("phone", "114");
    }

    @Test
    void sealsWhatIsNotToBeShownAgain() {
        settings.set(acme, "call", KEY, "s3cr3t-canary", "test");

        assertThat(settings.settings(acme, "call")).containsEntry("key", "s3cr3t-canary");
        assertThat(rows()).doesNotContain("s3cr3t-canary").contains("key");
    }

    @Test
    void opensASealedValueInItsOwnRowOnly() {
        settings.set(acme, "call", KEY, "one", "test");
        settings.set(beta, "call", KEY, "two", "test");

        run("update setting set sealed = (select sealed from setting where tenant_id = '" + acme
                + "' and plugin = 'call') where tenant_id = '" + beta + "'");

        assertThatThrownBy(() -> settings.settings(beta, "call")).hasMessageContaining("cannot open setting/call/key");
    }

    @Test
    void readsAPlainSecretOfBeforeAndSealsItWhenItIsSetAnew() {
        run("insert into setting (tenant_id, plugin, key, value, changed_by) values ('" + acme
                + "', 'call', 'key', 'plain-canary', 'test')");
        assertThat(settings.settings(acme, "call")).containsEntry("key", "plain-canary");

        settings.set(acme, "call", KEY, "plain-canary", "test");

        assertThat(settings.settings(acme, "call")).containsEntry("key", "plain-canary");
        assertThat(rows()).doesNotContain("plain-canary");
    }

    @Test
    void remembersWhichAppsAreNotWanted() {
        switches.set(acme, "echo", "board", false, "test");
        switches.set(acme, "echo", "board", false, "test");
        switches.set(acme, "echo", "help", false, "test");

        assertThat(switches.disabled(acme, "echo")).containsExactlyInAnyOrder("board", "help");
        assertThat(switches.disabled(acme, "call")).isEmpty();
        assertThat(switches.disabled(beta, "echo")).isEmpty();
        switches.set(acme, "echo", "board", true, "test");
        assertThat(switches.disabled(acme, "echo")).containsExactly("help");
    }

    @Test
    void showsNobodyAnAppThatIsNotWantedThoughItIsStillOnThePortal() {
        var ledger = new PgRegistrationStore(POOL);
        var tenant = new PgTenantStore(POOL, TestDatabase.keys(), line -> {})
                .find(acme)
                .orElseThrow();
        run("""
                insert into registration (tenant_id, generation, surface, plugin, code, owner_plugin, owner_code,
                                          remote_id, fields)
                values ('%1$s', 1, 'imbot', 'echo', 'bot', null, null, 62, '{}'),
                       ('%1$s', 1, 'imbot.app', 'echo', 'board', 'echo', 'bot', 13, '{}'),
                       ('%1$s', 1, 'imbot.app', 'echo', 'help', 'echo', 'bot', 14, '{}')
                """.formatted(acme));

        switches.set(acme, "echo", "board", false, "test");

        assertThat(ledger.apps(tenant)).extracting(app -> app.code()).containsExactly("help");
        assertThat(ledger.registrations(tenant)).hasSize(3);
    }

    private static String rows() {
        return POOL.query("select string_agg(t::text || coalesce(encode(sealed, 'escape'), ''), ' ') from setting t")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0);
    }

    private static void run(String statement) {
        POOL.query(statement).execute().await();
    }
}

package io.portalbots.platform;

import io.portalbots.registry.ReconcileQueue.Standing;
import io.portalbots.registry.RegistrationStore.Totals;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Installs the application on a portal of the sandbox, as a portal's administrator would, and waits for its apps. The
 * sandbox forgets everything between runs and we do not, so the tenant begins a new generation each time, and nothing is
 * reconciled before that: what we remember of the last run would be offered to a portal that never saw it.
 */
final class DevInstallation {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** For what may succeed at the next try. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Platform platform;
    private final SandboxPortal portal;
    private final String application;
    private final long deadline = System.nanoTime() + LIMIT.toNanos();

    DevInstallation(Platform platform, SandboxPortal portal, String application) {
        this.platform = platform;
        this.portal = portal;
        this.application = application;
    }

    /**
     * Installs.
     *
     * @return what is on the portal then
     * @throws StartException if it takes longer than a minute
     */
    Totals install(String clientId, String clientSecret) {
        var described = portal.describe();
        var id = new TenantId(application, described.getString("memberId"));
        var before = generation(id);
        portal.install(clientId, clientSecret, platform.publicUrl() + "/bitrix24/" + application);
        await(() -> generation(id) > before, "the application was not installed");
        settle(id, described);
        platform.reconcile();
        settled();
        return platform.stores().ledger().totals();
    }

    /** Waits until the portal has what it should, but for what is tried again and again, such as a plugin that fails. */
    void settled() {
        await(() -> platform.stores().queue().pending() == 0 || isTriedInVain(), "the apps are not on the portal");
    }

    private boolean isTriedInVain() {
        var id = new TenantId(application, portal.describe().getString("memberId"));
        return platform.stores()
                .queue()
                .standing(id)
                .filter(here -> here.attempt() > 0 && here.holder().isEmpty())
                .flatMap(Standing::waited)
                .filter(waited -> waited.compareTo(PATIENCE) > 0)
                .isPresent();
    }

    private int generation(TenantId id) {
        return platform.stores()
                .tenants()
                .find(id)
                .filter(Tenant::active)
                .map(Tenant::generation)
                .orElse(0);
    }

    /** Sets what the bundled plugins ask an administrator for, unless it was set before. */
    private void settle(TenantId id, JsonObject described) {
        var line = described.getJsonArray("openChannels").getJsonObject(0).getString("code");
        setIfMissing(id, "support-button", "line", line);
        setIfMissing(
                id, "call-button", "phone", described.getJsonArray("phones").getString(0));
    }

    private void setIfMissing(TenantId id, String plugin, String key, String value) {
        var settings = platform.stores().settings();
        if (!settings.settings(id, plugin).containsKey(key)) {
            platform.plugins()
                    .find(plugin)
                    .flatMap(loaded -> loaded.setting(key))
                    .ifPresent(setting -> settings.set(id, plugin, setting, value, "dev"));
        }
    }

    private void await(BooleanSupplier condition, String otherwise) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new StartException(otherwise + " within " + LIMIT.toSeconds() + " s; the log says why");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}

package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.Dispatch;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of portals: checked, and kept before they are acknowledged. One that proves nothing to us may still
 * bring what can be proven: an installation we never heard of, or tokens for a tenant that has none left.
 */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final TenantStore tenants;
    private final EventLog log;
    private final Dispatch dispatch;
    private final Installations installations;
    private final ChatMetrics metrics;

    public Intake(
            TenantStore tenants, EventLog log, Dispatch dispatch, Installations installations, ChatMetrics metrics) {
        this.tenants = tenants;
        this.log = log;
        this.dispatch = dispatch;
        this.installations = installations;
        this.metrics = metrics;
    }

    /**
     * Checks an event of which more has to be known than its token, and takes in what it claims. Waits for the database.
     *
     * @param source the address it came from
     * @return what is to be kept of it; empty if nothing is
     */
    Optional<Arrived> check(TenantId id, EventScan scan, byte[] body, String source) {
        var fields = Form.fields(body);
        var installed = name(fields) == EventName.ONAPPINSTALL; // its tokens prove it, not what we know of the portal
        var recognised =
                !installed && tenants.recognises(id, Secret.of(fields.getOrDefault("auth[application_token]", "")));
        var tenant = tenants.find(id).filter(known -> !(known.state() instanceof TenantState.Removed));
        claim(id, tenant, recognised, fields).ifPresent(claim -> installations.announce(claim, source));
        if (tenant.isPresent() && recognised) {
            tenants.probeSoon(tenant.get());
            return Optional.of(arrived(id, scan));
        }
        if (installed) {
            metrics.event(EventName.ONAPPINSTALL, "kept");
        } else {
            metrics.event(name(fields), "rejected");
            LOG.atWarn()
                    .addKeyValue("tenant", id)
                    .addKeyValue("event", name(fields))
                    .log("event rejected: unknown portal or wrong application_token");
        }
        return Optional.empty();
    }

    private static Optional<Claim> claim(
            TenantId id, Optional<Tenant> tenant, boolean recognised, Map<String, String> fields) {
        var hasTokens = tenant.isPresent() && !(tenant.get().state() instanceof TenantState.AuthLost);
        return switch (name(fields)) {
            case ONAPPINSTALL -> Claims.ofInstallation(id, fields);
            case ONAPPUPDATE -> hasTokens && recognised ? Optional.empty() : Claims.ofInstallation(id, fields);
            case ONAPPUNINSTALL -> Optional.empty();
            default -> hasTokens ? Optional.empty() : Claims.ofBot(id, fields);
        };
    }

    static EventName name(Map<String, String> fields) {
        return EventName.of(fields.getOrDefault("event", ""));
    }

    /** Keeps a recognised event, and has it handled; completes once it is durable. Never blocks. */
    Future<Void> keep(Arrived event) {
        return Future.fromCompletionStage(log.keep(event, dispatch.room(event.tenant()), dispatch::offer));
    }

    static Arrived arrived(TenantId tenant, EventScan scan) {
        return new Arrived(
                tenant,
                EventScan.clipped(scan.name()),
                scan.dedupe(),
                scan.orderedIn(),
                scan.messageId(),
                scan.stored());
    }
}

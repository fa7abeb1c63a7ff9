package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.EventLog;
import io.portalbots.chat.EventLog.Arrived;
import io.portalbots.chat.Inbox;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.plugin.PluginException;
import io.portalbots.tenant.Claim;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of portals: checked, kept before they are acknowledged, handled after. One that proves nothing to us may still
 * bring what can be proven: an installation we never heard of, or tokens for a tenant that has none left.
 */
public final class Intake implements Accept.More, Accept.Handling {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int ATTEMPTS = 3;
    private static final int AT_ONCE = 20;

    private final TenantStore tenants;
    private final EventLog log;
    private final Inbox inbox;
    private final Installations installations;
    private final Conversations conversations;
    private final ChatMetrics metrics;
    private final AtomicInteger underWay = new AtomicInteger();

    public Intake(
            TenantStore tenants,
            EventLog log,
            Inbox inbox,
            Installations installations,
            Conversations conversations,
            ChatMetrics metrics) {
        this.tenants = tenants;
        this.log = log;
        this.inbox = inbox;
        this.installations = installations;
        this.conversations = conversations;
        this.metrics = metrics;
    }

    /**
     * Takes an event in.
     *
     * @param source the address it came from
     * @return what has to be handled; empty if it is known already, or none of ours sent it
     */
    @Override
    public Optional<Kept> take(TenantId id, byte[] body, String source) {
        var scan = EventScan.of(body);
        var fields = Form.fields(body);
        var installed = name(fields) == EventName.ONAPPINSTALL; // its tokens prove it, not what we know of the portal
        var recognised =
                !installed && tenants.recognises(id, Secret.of(fields.getOrDefault("auth[application_token]", "")));
        var tenant = tenants.find(id).filter(known -> !(known.state() instanceof TenantState.Removed));
        claim(id, tenant, recognised, fields).ifPresent(claim -> installations.announce(claim, source));
        if (tenant.isPresent() && recognised) {
            tenants.probeSoon(tenant.get());
            return keep(tenant.get(), scan);
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

    private Optional<Kept> keep(Tenant tenant, EventScan scan) {
        return Future.fromCompletionStage(log.keep(arrived(tenant.id(), scan), true))
                .await();
    }

    static Arrived arrived(TenantId tenant, EventScan scan) {
        return new Arrived(
                tenant, EventScan.clipped(scan.name()), scan.dedupe(), scan.dialog(), scan.messageId(), scan.stored());
    }

    @Override
    public boolean room(TenantId id) {
        return true;
    }

    /** Handles a kept event. Silence of the portal leaves it to be taken up again, and so does a tenant not served now. */
    @Override
    public void handle(Kept event) {
        underWay.incrementAndGet();
        try {
            if (handled(event)) {
                inbox.handled(event, "done");
            } else {
                inbox.release(List.of(event));
            }
        } catch (PortalUnavailableException e) {
            LOG.atWarn().addKeyValue("tenant", event.tenant()).log("event not handled yet: {}", e.getMessage());
            if (event.attempt() + 1 >= ATTEMPTS && EventName.of(event.name()) != EventName.ONAPPUNINSTALL) {
                inbox.handled(event, "given up: " + e.getMessage());
            }
        } catch (PluginException e) {
            inbox.handled(event, "failed: " + e.getMessage());
        } catch (TenantUnavailableException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("tenant", event.tenant()).log("event dropped: {}", e.getMessage());
            inbox.handled(event, "dropped: " + e.getMessage());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private boolean handled(Kept event) {
        var tenant = tenants.find(event.tenant());
        if (tenant.isPresent() && EventName.of(event.name()) == EventName.ONAPPUNINSTALL) {
            uninstall(tenant.get(), Form.fields(event.body()));
            return true;
        }
        if (tenant.filter(Tenant::active).isPresent()) {
            conversations.handle(tenant.get(), EventReader.read(event.body()));
            return true;
        }
        return tenant.map(Tenant::state)
                .filter(state -> !(state instanceof TenantState.Removed))
                .isEmpty();
    }

    private void uninstall(Tenant tenant, Map<String, String> fields) {
        var clean = fields.getOrDefault("data[CLEAN]", "0").equals("1");
        var removed = installations.uninstall(tenant, clean);
        LOG.atInfo().addKeyValue("tenant", tenant.id()).log(removed ? "tenant removed" : "tenant is still installed");
    }

    /** Whether no event is being handled at the moment. */
    public boolean idle() {
        return underWay.get() == 0;
    }

    /** Takes up what was kept and never finished, by this process or one that died. */
    public void recover() {
        inbox.claim(AT_ONCE, AT_ONCE, List.of()).forEach(this::handle);
    }
}

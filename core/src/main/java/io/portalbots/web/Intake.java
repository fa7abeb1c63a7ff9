package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.Inbox;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of tenants: checked, kept before they are acknowledged, handled after. */
public final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int ATTEMPTS = 3;
    private static final int AT_ONCE = 20;

    private final TenantStore tenants;
    private final Inbox inbox;
    private final Installations installations;
    private final Conversations conversations;
    private final ChatMetrics metrics;
    private final AtomicInteger underWay = new AtomicInteger();

    public Intake(
            TenantStore tenants,
            Inbox inbox,
            Installations installations,
            Conversations conversations,
            ChatMetrics metrics) {
        this.tenants = tenants;
        this.inbox = inbox;
        this.installations = installations;
        this.conversations = conversations;
        this.metrics = metrics;
    }

    /** The tenant that sent these fields; empty, with a line in the log, if none of ours did. */
    Optional<Tenant> sender(TenantId id, Map<String, String> fields) {
        var recognised = tenants.recognises(id, Secret.of(fields.getOrDefault("auth[application_token]", "")));
        var tenant = tenants.find(id).filter(found -> recognised);
        if (tenant.isEmpty()) {
            metrics.event(name(fields), "rejected");
            LOG.atWarn()
                    .addKeyValue("tenant", id)
                    .addKeyValue("event", name(fields))
                    .log("event rejected: unknown portal or wrong application_token");
        }
        return tenant;
    }

    static EventName name(Map<String, String> fields) {
        return EventName.of(fields.getOrDefault("event", ""));
    }

    /** Keeps an event; what is returned has to be handled. */
    Optional<Kept> keep(Tenant tenant, Map<String, String> fields) {
        var kept = inbox.keep(tenant.id(), EventReader.dedupe(fields), Form.withoutTokens(fields));
        metrics.event(name(fields), kept.isPresent() ? "kept" : "doubled");
        return kept;
    }

    /** Handles a kept event. Silence of the portal leaves it to be taken up again; nothing else does. */
    void handle(Kept event) {
        underWay.incrementAndGet();
        try {
            tenants.find(event.tenant()).ifPresent(tenant -> handle(tenant, event.fields()));
            inbox.handled(event, "done");
        } catch (PortalUnavailableException e) {
            LOG.atWarn().addKeyValue("tenant", event.tenant()).log("event not handled yet: {}", e.getMessage());
            if (event.attempt() + 1 >= ATTEMPTS) {
                inbox.handled(event, "given up: " + e.getMessage());
            }
        } catch (TenantUnavailableException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("tenant", event.tenant()).log("event dropped: {}", e.getMessage());
            inbox.handled(event, "dropped: " + e.getMessage());
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void handle(Tenant tenant, Map<String, String> fields) {
        if (name(fields) == EventName.ONAPPUNINSTALL) {
            var removed = installations.uninstall(tenant);
            LOG.atInfo()
                    .addKeyValue("tenant", tenant.id())
                    .log(removed ? "tenant removed" : "tenant is still installed");
        } else if (tenant.active()) {
            conversations.handle(tenant, EventReader.read(fields));
        }
    }

    /** Whether no event is being handled at the moment. */
    public boolean idle() {
        return underWay.get() == 0;
    }

    /** Takes up what was kept and never finished, by this process or one that died. */
    public void recover() {
        inbox.overdue(AT_ONCE).forEach(this::handle);
    }
}

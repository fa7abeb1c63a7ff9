package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.chat.Conversations;
import io.portalbots.chat.Inbox;
import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.PortalEvent;
import io.portalbots.plugin.PluginException;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantState;
import io.portalbots.tenant.TenantStore;
import io.portalbots.tenant.TenantUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles kept events, and decides what becomes of each: handled; tried again after a while, where a portal, a plugin or
 * the database did not answer; postponed, where its plugin is not called just now; released, where its tenant is not served now; or parked, with its reason, for people.
 */
public final class Handling implements Consumer<Kept> {

    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));

    /** After this it is an attempt too that a plugin is not called, so that nothing waits for ever. */
    private static final Duration POSTPONED = Duration.ofHours(1);

    private final TenantStore tenants;
    private final Inbox inbox;
    private final Installations installations;
    private final Conversations conversations;
    private final ChatMetrics metrics;
    private final LeftForLater left = new LeftForLater();

    public Handling(
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

    /** What even that cannot be written of goes on as if this process had died: its claim runs out. */
    @Override
    public void accept(Kept event) {
        try {
            settle(event);
        } catch (Exception e) { // await() throws what stopping meanwhile throws, checked or not
            LOG.atError()
                    .addKeyValue("tenant", event.tenant())
                    .setCause(e)
                    .log("what became of an event is not written");
        }
    }

    private void settle(Kept event) {
        left.remove(event);
        try {
            if (event.attempt() > PAUSES.size()) {
                park(event, "its process ended each time it was handled");
            } else {
                begin(event);
                handle(event);
            }
        } catch (TenantUnavailableException e) {
            notServed(event, e);
        } catch (PluginException e) {
            failed(event, e);
        } catch (Exception e) { // likewise
            unhandled(event, e);
        }
    }

    /** Only for one that somebody may have died of: it costs a write. */
    private void begin(Kept event) {
        if (event.again()) {
            inbox.begin(event);
        }
    }

    private void failed(Kept event, PluginException e) {
        if (e.kind().isForLater() && isYoung(event)) {
            postpone(event, e.pause(), String.valueOf(e.getMessage()));
        } else {
            unhandled(event, e);
        }
    }

    private void postpone(Kept event, Duration pause, String why) {
        left.add(event, pause);
        inbox.postpone(event, pause, why);
        metrics.event(EventName.of(event.name()), "postponed");
    }

    private void unhandled(Kept event, Exception e) {
        if (Passing.is(e)) {
            later(event, e);
        } else if (e instanceof PluginException) { // of which the log has told
            park(event, String.valueOf(e.getMessage()));
        } else {
            LOG.atError().addKeyValue("tenant", event.tenant()).setCause(e).log("event cannot be handled");
            park(event, e.toString());
        }
    }

    private void handle(Kept event) {
        var tenant = tenants.find(event.tenant());
        if (tenant.isEmpty() || (gone(tenant.get()) && !removes(event))) {
            end(event, "gone");
        } else if (removes(event)) {
            uninstall(tenant.get(), event);
            end(event, "done");
        } else if (!tenant.get().active()) {
            release(event);
        } else if (isBehind(event)) {
            postpone(event, left.pause(event), "an earlier event of its dialog is left for later");
        } else {
            var read = EventReader.read(event.body());
            conversations.handle(tenant.get(), event, read);
            end(event, read instanceof PortalEvent.Other ? "nothing is done about it" : "done");
        }
    }

    private boolean isBehind(Kept event) {
        for (var first = left.before(event); first.isPresent(); first = left.before(event)) {
            if (isYoung(event) && inbox.waits(event.tenant(), first.getAsLong())) {
                return true;
            }
            left.remove(event, first.getAsLong());
        }
        return false;
    }

    private static boolean isYoung(Kept event) {
        return event.age().compareTo(POSTPONED) < 0;
    }

    private static boolean gone(Tenant tenant) {
        return tenant.state() instanceof TenantState.Removed;
    }

    private static boolean removes(Kept event) {
        return EventName.of(event.name()) == EventName.ONAPPUNINSTALL;
    }

    private void uninstall(Tenant tenant, Kept event) {
        var clean = Form.fields(event.body()).getOrDefault("data[CLEAN]", "0").equals("1");
        var removed = installations.uninstall(tenant, clean);
        LOG.atInfo().addKeyValue("tenant", tenant.id()).log(removed ? "tenant removed" : "tenant is still installed");
    }

    private void end(Kept event, String outcome) {
        inbox.handled(event, outcome);
        metrics.event(EventName.of(event.name()), "handled");
    }

    private void release(Kept event) {
        inbox.release(List.of(event));
    }

    /** Until something happens to the tenant; if nothing has, nobody would know when to try again. */
    private void notServed(Kept event, TenantUnavailableException e) {
        if (tenants.find(event.tenant()).filter(Tenant::active).isPresent()) {
            later(event, e);
        } else {
            release(event);
        }
    }

    private void later(Kept event, Exception e) {
        LOG.atWarn()
                .addKeyValue("tenant", event.tenant())
                .addKeyValue("event", event.name())
                .addKeyValue("attempt", event.attempt() + 1)
                .log("event not handled yet: {}", e.getMessage());
        if (event.attempt() < PAUSES.size() || removes(event)) {
            inbox.retry(
                    event, PAUSES.get(Math.min(event.attempt(), PAUSES.size() - 1)), String.valueOf(e.getMessage()));
            metrics.event(EventName.of(event.name()), "retried");
        } else {
            park(event, String.valueOf(e.getMessage()));
        }
    }

    private void park(Kept event, String why) {
        apologise(event);
        inbox.park(event, why);
        metrics.event(EventName.of(event.name()), "parked");
        LOG.atWarn()
                .addKeyValue("tenant", event.tenant())
                .addKeyValue("event", event.name())
                .addKeyValue("id", event.id())
                .log("event parked: {}", why);
    }

    /** Whatever made it impossible to handle the event may make this so too. */
    private void apologise(Kept event) {
        try {
            tenants.find(event.tenant())
                    .filter(Tenant::active)
                    .ifPresent(tenant -> conversations.apologise(tenant, event, EventReader.read(event.body())));
        } catch (Exception e) { // await() throws what the database failed with, checked or not
            LOG.atWarn().addKeyValue("tenant", event.tenant()).log("nobody could be told: {}", e.getMessage());
        }
    }
}

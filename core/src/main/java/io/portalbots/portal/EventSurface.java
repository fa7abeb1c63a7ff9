package io.portalbots.portal;

import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Surface;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonObject;

/**
 * Events of the application itself, by {@code event.bind} and {@code event.unbind}.
 *
 * <pre>{@code
 * event.bind    EVENT=ONAPPUNINSTALL&HANDLER=https://..
 * 200  {"result": true}
 * 400  {"error": "ERROR_CORE"}      "Handler already binded": it is as wished
 * }</pre>
 *
 * <p>A binding has no number of its own; {@link #BOUND} stands for it.
 *
 * @see "Bitrix24 REST reference, events"
 */
public final class EventSurface implements Surface {

    private static final long BOUND = 1;

    private final TenantRest rest;

    public EventSurface(TenantRest rest) {
        this.rest = rest;
    }

    @Override
    public String name() {
        return Key.EVENT;
    }

    @Override
    public Answer register(Tenant tenant, Listing listing, long owner) {
        var handler = (Content.Handler) listing.content();
        return bound(rest.call(tenant, "event.bind", parameters(handler.event(), handler.eventUrl())));
    }

    /** There is nothing about a binding to update: another handler is another binding. */
    @Override
    public Answer update(Tenant tenant, Listing listing, long id) {
        return new Answer.Done(id);
    }

    @Override
    public Answer unregister(Tenant tenant, Registration present) {
        var handler = present.fields().getOrDefault("handler", "");
        return bound(rest.call(tenant, "event.unbind", parameters(present.key().code(), handler)));
    }

    private static JsonObject parameters(String event, String handler) {
        return new JsonObject().put("EVENT", event).put("HANDLER", handler);
    }

    private static Answer bound(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> new Answer.Done(BOUND);
            case Reply.Failure failure ->
                failure.error().equals("ERROR_CORE") ? new Answer.Done(BOUND) : new Answer.Refused(failure.error());
        };
    }
}

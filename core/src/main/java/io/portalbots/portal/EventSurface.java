package io.portalbots.portal;

import io.portalbots.plan.Abilities;
import io.portalbots.plan.Abilities.Again;
import io.portalbots.plan.Key;
import io.portalbots.plan.Listing;
import io.portalbots.plan.Listing.Content;
import io.portalbots.plan.Registration;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.registry.Surface;
import io.portalbots.tenant.Tenant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Events of the application itself, by {@code event.bind}, {@code event.unbind}, {@code event.get}.
 *
 * <pre>{@code
 * event.bind    EVENT=ONAPPUNINSTALL&HANDLER=https://..
 * 200  {"result": true}
 * 400  {"error": "ERROR_CORE"}      "Handler already binded": it is as wished
 *
 * event.get
 * 200  {"result": [{"event": "ONAPPUNINSTALL", "handler": "https://..", ..}, ..]}
 * }</pre>
 *
 * <p>A binding has no number of its own; {@link #BOUND} stands for it. There is nothing about one to update: another
 * handler is another binding.
 *
 * @see "Bitrix24 REST reference, events"
 */
public final class EventSurface implements Surface {

    private static final long BOUND = 1;

    @Override
    public String name() {
        return Key.EVENT;
    }

    @Override
    public Abilities abilities() {
        return new Abilities(true, false, false, false, Again.SAFE, Set.of("code", "handler"), Set.of());
    }

    @Override
    public Call register(Tenant tenant, Listing listing, String owner) {
        var handler = (Content.Handler) listing.content();
        return call("event.bind", handler.event(), handler.eventUrl());
    }

    @Override
    public Call update(Tenant tenant, Listing listing, String id, boolean unsure) {
        return register(tenant, listing, "");
    }

    /** Bindings are not revised, so none is retired. */
    @Override
    public Call retire(Registration present) {
        throw new UnsupportedOperationException("bindings are not retired");
    }

    @Override
    public Call unregister(Registration present) {
        return call("event.unbind", present.key().code(), present.fields().getOrDefault("handler", ""));
    }

    @Override
    public Call probe(Registration present) {
        return new Call("event.get", "", Map.of());
    }

    @Override
    public Answer probed(Registration present, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Result result ->
                switch (result.value()) {
                    case Collection<?> bound
                    when bound.stream().anyMatch(one -> isSame(one, present)) -> new Answer.Done(BOUND);
                    case Collection<?> others -> new Answer.Gone();
                    case null, default -> new Answer.Silent("the portal answered no list of handlers");
                };
            case Outcome.Failure failure -> new Answer.Refused(failure.error());
            case Outcome.Silence silence -> new Answer.Silent(silence.why());
        };
    }

    private static boolean isSame(Object bound, Registration present) {
        return bound instanceof Map<?, ?> binding
                && String.valueOf(binding.get("event"))
                        .equalsIgnoreCase(present.key().code())
                && String.valueOf(binding.get("handler"))
                        .equals(present.fields().get("handler"));
    }

    private static Call call(String method, String event, String handler) {
        var query = FormQuery.empty().put("EVENT", event).put("HANDLER", handler);
        return new Call(method, query.built(), Map.of("EVENT", event));
    }

    @Override
    public Answer read(Deed deed, Outcome outcome, long id) {
        return switch (outcome) {
            case Outcome.Result result -> new Answer.Done(BOUND);
            case Outcome.Failure failure ->
                failure.error().equals("ERROR_CORE") ? new Answer.Done(BOUND) : new Answer.Refused(failure.error());
            case Outcome.Silence silence -> new Answer.Silent(silence.why());
        };
    }
}

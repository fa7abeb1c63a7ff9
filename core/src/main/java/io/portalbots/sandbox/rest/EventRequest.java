package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Person;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What {@code event.bind} and {@code event.unbind} are asked for [src: rest/lib/api/event.php]. */
record EventRequest(Call call) {

    private static final Set<String> TYPES = Set.of("", "online", "offline");

    /** The row that lets nobody but applications pass. */
    static <T> Rule<T> applicationOnly(Function<T, Call> of) {
        return new Rule<>(
                request -> !(of.apply(request).caller() instanceof Caller.Application),
                request ->
                        Answer.failure(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method"));
    }

    /** A row that denies access. */
    static Rule<EventRequest> denied(String why, Predicate<EventRequest> when) {
        return new Rule<>(when, request -> Answer.denied(why));
    }

    /** Whether the caller administers the portal. */
    static boolean isAdmin(Call call) {
        return call.portal()
                .people()
                .find(call.caller().userId())
                .filter(Person::admin)
                .isPresent();
    }

    String event() {
        return call.params().text("EVENT").toUpperCase(Locale.ROOT);
    }

    String url() {
        return call.params().text("HANDLER");
    }

    String connector() {
        return call.params().text("AUTH_CONNECTOR");
    }

    boolean isOffline() {
        return type().equals("offline");
    }

    /** Whose token the events shall carry: who is no administrator binds for himself. */
    int authType() {
        var asked = call.params().integer("AUTH_TYPE");
        return asked > 0 || isAdmin(call) ? Math.max(0, asked) : call.caller().userId();
    }

    boolean isForAnother() {
        var asked = call.params().integer("AUTH_TYPE");
        return asked > 0 && !isAdmin(call) && asked != call.caller().userId();
    }

    /** Here 0, who acts, is another too. */
    boolean isUnbindingForAnother() {
        return !isOffline()
                && call.params().has("AUTH_TYPE")
                && !isAdmin(call)
                && call.params().integer("AUTH_TYPE") != call.caller().userId();
    }

    /** Whether a granted scope has the event. */
    boolean isAvailable() {
        return EventNames.available(call.caller().scope()).anyMatch(event()::equals);
    }

    boolean isUnnamed() {
        return event().isEmpty();
    }

    boolean hasWrongType() {
        return !TYPES.contains(type());
    }

    boolean isForbiddenOffline() {
        return isOffline() && !isAdmin(call);
    }

    boolean lacksHandler() {
        return !isOffline() && url().isEmpty();
    }

    boolean hasWrongUrl() {
        return urlFault().filter(Common.WRONG_URL::equals).isPresent();
    }

    boolean hasWrongProtocol() {
        return urlFault().filter(Common.WRONG_PROTOCOL::equals).isPresent();
    }

    boolean isNeverOffline() {
        return isOffline() && event().equals("ONOFFLINEEVENT");
    }

    boolean isBound() {
        return call.application().handlers().stream().anyMatch(this::binds);
    }

    /** Whether the handler is one that this request unbinds. */
    boolean unbinds(Handler handler) {
        if (isOffline()) {
            return binds(handler);
        }
        var ofAnybody = isAdmin(call) && !call.params().has("AUTH_TYPE");
        return isAddress(handler) && (ofAnybody || handler.authType() == authType());
    }

    private boolean binds(Handler handler) {
        return isOffline()
                ? handler.event().equals(event()) && handler.connector().equals(Optional.of(connector()))
                : isAddress(handler) && handler.authType() == authType();
    }

    private boolean isAddress(Handler handler) {
        return !handler.isOffline()
                && handler.event().equals(event())
                && handler.url().equals(url());
    }

    private Optional<String> urlFault() {
        return isOffline() ? Optional.empty() : Common.handlerFault(url());
    }

    private String type() {
        return call.params().text("EVENT_TYPE").toLowerCase(Locale.ROOT);
    }
}

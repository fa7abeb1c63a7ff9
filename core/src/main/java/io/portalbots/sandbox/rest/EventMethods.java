package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.event.AppEvents;
import io.portalbots.sandbox.model.Handler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * {@code event.bind}, {@code event.unbind}, {@code event.get}, {@code event.test}, {@code events}: all but the last only
 * with an application's token [docs: api-reference/events] [src: rest/lib/api/event.php].
 *
 * <pre>{@code
 * POST /rest/event.bind   EVENT=ONAPPTEST&HANDLER=https://bots.example.test/ev
 * 200  {"result": true}
 * 400  {"error": "ERROR_EVENT_NOT_FOUND", "error_description": "Event not found"}
 * 400  {"error": "ERROR_CORE", "error_description": "Unable to set event handler: Handler already binded"}
 * 403  {"error": "ACCESS_DENIED", ..}    for somebody else, or offline, and no administrator
 * }</pre>
 */
final class EventMethods {

    private static final String ALREADY = "Unable to set event handler: Handler already binded";
    private static final String NO_OFFLINE = "Offline event cannot be registered for this event.";
    private static final Rule<EventRequest> UNNAMED =
            new Rule<>(EventRequest::isUnnamed, request -> Answer.argument("EVENT"));
    private static final Rule<EventRequest> NO_HANDLER =
            new Rule<>(EventRequest::lacksHandler, request -> Answer.argument("HANDLER"));
    private static final Rule<EventRequest> WRONG_TYPE = new Rule<>(
            EventRequest::hasWrongType,
            request -> Answer.argument("EVENT_TYPE", "Value must be one of {online|offline}"));

    private static final List<Rule<EventRequest>> BIND = List.of(
            EventRequest.applicationOnly(EventRequest::call),
            EventRequest.denied(
                    "Event binding with AUTH_TYPE requires administrator access rights", EventRequest::isForAnother),
            UNNAMED,
            WRONG_TYPE,
            EventRequest.denied(
                    "Offline events binding requires administrator access rights", EventRequest::isForbiddenOffline),
            NO_HANDLER,
            Rule.refuse("ERROR_WRONG_HANDLER_URL", "Wrong handler URL", EventRequest::hasWrongUrl),
            Rule.refuse("ERROR_UNSUPPORTED_PROTOCOL", "Unsupported handler protocol", EventRequest::hasWrongProtocol),
            Rule.refuse("ERROR_EVENT_NOT_FOUND", "Event not found", request -> !request.isAvailable()),
            Rule.refuse("ERROR_ARGUMENT", NO_OFFLINE, EventRequest::isNeverOffline),
            Rule.refuse("ERROR_CORE", ALREADY, EventRequest::isBound));

    private static final List<Rule<EventRequest>> UNBIND = List.of(
            EventRequest.applicationOnly(EventRequest::call),
            UNNAMED,
            WRONG_TYPE,
            EventRequest.denied(
                    "Offline events unbinding requires administrator access rights", EventRequest::isForbiddenOffline),
            NO_HANDLER,
            EventRequest.denied(
                    "Event unbinding with AUTH_TYPE requires administrator access rights",
                    EventRequest::isUnbindingForAnother));

    private static final List<Rule<Call>> APPLICATION = List.of(EventRequest.applicationOnly(call -> call));

    private final AppEvents events;

    EventMethods(AppEvents events) {
        this.events = events;
    }

    static Answer bind(Call call) {
        var request = new EventRequest(call);
        return Rule.first(BIND, request).orElseGet(() -> {
            call.application().handlers().add(handler(request));
            return new Answer.Result(true);
        });
    }

    static Answer unbind(Call call) {
        var request = new EventRequest(call);
        return Rule.first(UNBIND, request).orElseGet(() -> {
            var handlers = call.application().handlers();
            var before = handlers.size();
            handlers.removeIf(request::unbinds);
            return new Answer.Result(Map.of("count", before - handlers.size()));
        });
    }

    /** Who is no administrator sees his own. */
    static Answer get(Call call) {
        var userId = call.caller().userId();
        return Rule.first(APPLICATION, call)
                .orElseGet(() -> new Answer.Result(call.application().handlers().stream()
                        .filter(handler -> EventRequest.isAdmin(call) || handler.authType() == userId)
                        .map(EventMethods::row)
                        .toList()));
    }

    Answer test(Call call) {
        return Rule.first(APPLICATION, call).orElseGet(() -> {
            events.tested(
                    call.portal(),
                    call.application(),
                    call.caller().userId(),
                    call.sent().values());
            return new Answer.Result(1);
        });
    }

    /** {@code SCOPE} decides over {@code FULL}. */
    static Answer names(Call call) {
        return Rule.first(APPLICATION, call)
                .orElseGet(() -> new Answer.Result(choice(call).toList()));
    }

    private static Stream<String> choice(Call call) {
        if (call.params().has("SCOPE")) {
            return EventNames.of(call.params().text("SCOPE"));
        }
        var full = call.params().text("FULL");
        return full.equals("1") || full.equalsIgnoreCase("true")
                ? EventNames.all()
                : EventNames.available(call.caller().scope());
    }

    private static Handler handler(EventRequest request) {
        var id = request.call().portal().nextId();
        if (request.isOffline()) {
            return Handler.offline(id, request.event(), request.connector());
        }
        return new Handler(id, request.event(), request.url(), request.authType(), Optional.empty(), pause(request));
    }

    private static OptionalInt pause(EventRequest request) {
        var options = request.call().params().below("OPTIONS");
        return options.has("minTimeout") ? OptionalInt.of(options.integer("minTimeout")) : OptionalInt.empty();
    }

    private static Map<String, Object> row(Handler handler) {
        var row = new LinkedHashMap<String, Object>();
        row.put("event", handler.event());
        if (handler.isOffline()) {
            row.put("connector_id", handler.connector().orElse(""));
            row.put("offline", 1);
        } else {
            row.put("handler", handler.url());
            row.put("auth_type", String.valueOf(handler.authType()));
            row.put("offline", 0);
        }
        return row;
    }
}

package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code event.bind}, {@code event.unbind}, {@code event.get}: only for an application's token, only online events
 * [docs: api-reference/events].
 */
final class EventMethods {

    private static final List<Rule<Call>> CHECKS = List.of(
            new Rule<>(
                    call -> !(call.caller() instanceof Caller.Application),
                    call -> Answer.failure(403, "WRONG_AUTH_TYPE", "Application context required")),
            new Rule<>(call -> call.params().empty("EVENT"), call -> Answer.argument("EVENT")),
            new Rule<>(call -> call.params().empty("HANDLER"), call -> Answer.argument("HANDLER")));

    private static final List<Rule<Call>> BIND = List.of(
            Rule.refuse("ERROR_EVENT_NOT_FOUND", "Event not found", call -> !EventBindings.isKnown(event(call))),
            new Rule<>(
                    call -> call.params().text("EVENT_TYPE").equalsIgnoreCase("offline"),
                    call -> Answer.argument("EVENT_TYPE")),
            new Rule<>(
                    call -> handlerFault(call).isPresent(),
                    call -> Answer.refused("ERROR_CORE", handlerFault(call).orElseThrow())),
            new Rule<>(EventMethods::isForSomebodyElse, call -> Answer.failure(403, "ACCESS_DENIED", "Access denied!")),
            Rule.refuse(
                    "ERROR_CORE",
                    "Unable to set event handler: Handler already binded",
                    call -> call.application().handlers().stream().anyMatch(handler -> isSame(handler, call))));

    private EventMethods() {}

    static Answer bind(Call call) {
        return Rule.first(CHECKS, call).or(() -> Rule.first(BIND, call)).orElseGet(() -> {
            var handler = new Handler(
                    call.portal().nextId(),
                    event(call),
                    call.params().text("HANDLER"),
                    call.params().integer("AUTH_TYPE"));
            call.application().handlers().add(handler);
            return new Answer.Result(true);
        });
    }

    static Answer unbind(Call call) {
        return Rule.first(CHECKS, call).orElseGet(() -> {
            var handlers = call.application().handlers();
            var before = handlers.size();
            handlers.removeIf(handler -> isSame(handler, call));
            return new Answer.Result(Map.of("count", before - handlers.size()));
        });
    }

    static Answer get(Call call) {
        return Rule.first(CHECKS.subList(0, 1), call).orElseGet(() -> new Answer.Result(rows(call.application())));
    }

    private static List<Map<String, Object>> rows(Installation application) {
        return application.handlers().stream().map(EventMethods::row).toList();
    }

    private static Map<String, Object> row(Handler handler) {
        var row = new LinkedHashMap<String, Object>();
        row.put("event", handler.event());
        row.put("handler", handler.url());
        row.put("auth_type", String.valueOf(handler.authType()));
        row.put("offline", 0);
        return row;
    }

    private static Optional<String> handlerFault(Call call) {
        return Common.handlerFault(call.params().text("HANDLER"));
    }

    /** Who is no administrator binds for himself only. */
    private static boolean isForSomebodyElse(Call call) {
        var authType = call.params().integer("AUTH_TYPE");
        var admin = call.portal()
                .people()
                .find(call.caller().userId())
                .filter(Person::admin)
                .isPresent();
        return !admin && authType != 0 && authType != call.caller().userId();
    }

    private static boolean isSame(Handler handler, Call call) {
        return handler.event().equals(event(call))
                && handler.url().equals(call.params().text("HANDLER"))
                && (call.params().empty("AUTH_TYPE")
                        || handler.authType() == call.params().integer("AUTH_TYPE"));
    }

    private static String event(Call call) {
        return call.params().text("EVENT").toUpperCase(Locale.ROOT);
    }
}

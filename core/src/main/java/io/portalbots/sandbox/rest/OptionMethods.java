package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.AppOptions;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.wire.Params;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * {@code app.option.get}, {@code app.option.set}, {@code user.option.get}, {@code user.option.set}: what an application
 * keeps on the portal [docs: api-reference/common/settings] [src: rest/classes/general/rest_provider.php].
 *
 * <pre>{@code
 * POST /rest/app.option.set   {"options": {"theme": "dark"}}
 * 200  {"result": true}
 * GET  /rest/app.option.get?option=theme
 * 200  {"result": "dark"}       null for one that is not there; all of them if none is named
 * 400  {"error": "ERROR_ARGUMENT", "argument": "options", "error_description": ...}
 * 403  {"error": "ACCESS_DENIED", "error_description": "Access denied! Administrator authorization required"}
 * }</pre>
 *
 * <p>Without {@code options} every parameter is an option.
 */
final class OptionMethods {

    private static final Rule<Call> NO_APPLICATION = new Rule<>(
            call -> !(call.caller() instanceof Caller.Application),
            call -> Answer.denied("Application context required"));

    private static final Rule<Call> NO_OPTIONS =
            new Rule<>(call -> sent(call).values().isEmpty(), call -> Answer.argument("options"));

    private static final Rule<Call> NO_ADMIN = new Rule<>(
            call -> call.portal()
                    .people()
                    .find(call.caller().userId())
                    .filter(Person::admin)
                    .isEmpty(),
            call -> Answer.denied("Administrator authorization required"));

    private OptionMethods() {}

    static Answer getCommon(Call call) {
        return get(call, (options, userId) -> options.common());
    }

    static Answer getPersonal(Call call) {
        return get(call, AppOptions::of);
    }

    static Answer setCommon(Call call) {
        return set(call, List.of(NO_APPLICATION, NO_OPTIONS, NO_ADMIN), (options, userId) -> options.common());
    }

    static Answer setPersonal(Call call) {
        return set(call, List.of(NO_APPLICATION, NO_OPTIONS), AppOptions::of);
    }

    private static Answer get(Call call, BiFunction<AppOptions, Integer, Map<String, Object>> place) {
        return Rule.first(List.of(NO_APPLICATION), call).orElseGet(() -> {
            var options = options(call, place);
            return new Answer.Result(
                    call.sent().raw("option") == null
                            ? options
                            : options.get(call.sent().text("option")));
        });
    }

    private static Answer set(
            Call call, List<Rule<Call>> checks, BiFunction<AppOptions, Integer, Map<String, Object>> place) {
        return Rule.first(checks, call).orElseGet(() -> {
            options(call, place).putAll(sent(call).values());
            return new Answer.Result(true);
        });
    }

    private static Map<String, Object> options(Call call, BiFunction<AppOptions, Integer, Map<String, Object>> place) {
        var options = call.portal().options(call.application().clientId());
        return place.apply(options, call.caller().userId());
    }

    private static Params sent(Call call) {
        return call.sent().raw("options") == null ? call.sent() : call.sent().below("options");
    }
}

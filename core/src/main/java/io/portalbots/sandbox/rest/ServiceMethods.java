package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Limits;
import io.portalbots.sandbox.model.Person;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code app.info}, {@code profile}, {@code scope}, {@code methods}, {@code method.get}, {@code server.time}: who, where and what
 * [docs: api-reference/common/system]. They need no scope.
 */
final class ServiceMethods {

    /** After the end of a paid period the days left are negative [docs: app-info]; how many is nothing that anybody asks. */
    private static final int DAYS_OVER = -1;

    private final Methods methods;
    private final Clock clock;

    ServiceMethods(Methods methods, Clock clock) {
        this.methods = methods;
        this.clock = clock;
    }

    static Answer appInfo(Call call) {
        var info = new LinkedHashMap<String, Object>();
        switch (call.caller()) {
            case Caller.Application application -> describe(application.installation(), call, info);
            case Caller.Webhook webhook -> info.put("SCOPE", webhook.scope());
            case Caller.Session session -> {
                return Answer.denied("Application context required");
            }
        }
        var isEnterprise = call.portal().traits().limits().plan() == Limits.Plan.ENTERPRISE;
        var plan = isEnterprise ? "ent250" : "sandbox";
        info.put("LICENSE", "en_" + plan);
        info.put("LICENSE_TYPE", plan);
        info.put("LICENSE_FAMILY", isEnterprise ? "ent" : plan);
        return new Answer.Result(info);
    }

    /** Works for everybody whom the portal knows: the best sign that a token is alive. */
    static Answer profile(Call call) {
        var member = call.portal().member(call.caller().userId()).orElseThrow();
        var row = new LinkedHashMap<String, Object>();
        row.put("ID", String.valueOf(member.id()));
        row.put("ADMIN", member instanceof Person person && person.admin());
        row.put("NAME", member instanceof Person person ? person.firstName() : member.name());
        row.put("LAST_NAME", member instanceof Person person ? person.lastName() : "");
        row.put("PERSONAL_GENDER", member instanceof Person person ? person.gender() : "");
        row.put("TIME_ZONE", "");
        return new Answer.Result(row);
    }

    /** FULL is what PHP takes for true. */
    static Answer scope(Call call) {
        var all = !call.params().empty("FULL");
        return new Answer.Result(all ? Scopes.ALL : call.caller().scope());
    }

    /** Whether there is a method, and whether the caller may call it. */
    Answer methodGet(Call call) {
        var name = call.sent().text("name");
        var exists = methods.names().anyMatch(name::equalsIgnoreCase);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("isExisting", exists);
        answer.put("isAvailable", exists && Scopes.allow(call.caller().scope(), name));
        return new Answer.Result(answer);
    }

    /** The names of what the caller may call, or of all methods if FULL is what PHP takes for true. */
    Answer methods(Call call) {
        var full = !call.params().empty("FULL");
        return new Answer.Result(methods.names()
                .filter(name -> full || Scopes.allow(call.caller().scope(), name))
                .toList());
    }

    Answer serverTime(Call call) {
        return new Answer.Result(Timing.date(clock.instant()));
    }

    private static void describe(Installation application, Call call, Map<String, Object> info) {
        info.put("ID", application.id());
        info.put("CODE", application.clientId());
        var paid = application.standing().paid();
        info.put("VERSION", application.card().version());
        info.put("STATUS", application.card().status());
        info.put("INSTALLED", application.installed());
        info.put("PAYMENT_EXPIRED", paid ? "N" : "Y");
        info.put("DAYS", paid ? null : DAYS_OVER);
        info.put("LANGUAGE_ID", call.portal().traits().language());
    }
}

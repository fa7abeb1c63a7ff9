package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code app.info}, {@code profile}, {@code scope}: who and where one is [docs: api-reference/common]. */
final class ServiceMethods {

    private static final List<String> GRANTED = List.of("im", "imbot");
    private static final List<String> ALL = List.of("im", "imbot", "imopenlines", "placement", "telephony", "user");

    private ServiceMethods() {}

    static Answer appInfo(Call call) {
        var info = new LinkedHashMap<String, Object>();
        switch (call.caller()) {
            case Caller.Application application -> describe(application.installation(), call, info);
            case Caller.Webhook webhook -> info.put("SCOPE", GRANTED);
            case Caller.Session session -> {}
        }
        info.put("LICENSE", "en_sandbox");
        info.put("LICENSE_TYPE", "sandbox");
        info.put("LICENSE_FAMILY", "sandbox");
        return new Answer.Result(info);
    }

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

    static Answer scope(Call call) {
        var full = call.params().text("FULL").equalsIgnoreCase("true");
        return new Answer.Result(full ? ALL : GRANTED);
    }

    private static void describe(Installation application, Call call, Map<String, Object> info) {
        info.put("ID", application.id());
        info.put("CODE", application.clientId());
        info.put("VERSION", 1);
        info.put("STATUS", "L");
        info.put("INSTALLED", application.installed());
        info.put("PAYMENT_EXPIRED", "N");
        info.put("DAYS", null);
        info.put("LANGUAGE_ID", call.portal().traits().language());
    }
}

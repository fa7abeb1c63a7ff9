package io.portalbots.web;

import io.portalbots.registry.doctor.Complaint;
import io.portalbots.registry.doctor.Diagnosis;
import io.portalbots.registry.doctor.Diagnosis.Finding;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantStore;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * Why people do not see an app.
 *
 * <pre>{@code
 * GET /admin/tenants/{tenant}/apps/{plugin.app}/diagnosis?person=5&dialog=chat443
 * 200  {"tenant": "..", "domain": "..", "app": "echo.board", "broken": "settings", "remedy": "..",
 *       "links": [{"link": "plugin", "state": "ok|broken|unknown", "said": "..", "advice": ".."}, ..]}
 * 404 NO_TENANT, 409 SEVERAL_TENANTS, 400 WRONG_APP
 * }</pre>
 *
 * <p>{@code broken} is the first broken link, empty if there is none. The portal is asked once, which takes up to half a
 * minute if that is silent.
 */
public final class DiagnosisRoute {

    private final Selector selector;
    private final BiFunction<Tenant, Complaint, Diagnosis> doctor;

    /** @param doctor says what is wrong, such as {@link io.portalbots.registry.Doctor#of}; blocks */
    public DiagnosisRoute(TenantStore tenants, BiFunction<Tenant, Complaint, Diagnosis> doctor) {
        this.selector = new Selector(tenants);
        this.doctor = doctor;
    }

    public List<AdminRoute> routes() {
        return List.of(new AdminRoute(HttpMethod.GET, "/admin/tenants/:tenant/apps/:app/diagnosis", this::diagnose));
    }

    private void diagnose(RoutingContext context) {
        try {
            var complaint =
                    Complaint.of(context.pathParam("app"), parameter(context, "person"), parameter(context, "dialog"));
            selector.find(context)
                    .ifPresent(tenant ->
                            Json.answer(context, 200, json(tenant, complaint, doctor.apply(tenant, complaint))));
        } catch (IllegalArgumentException e) {
            Json.error(context, 400, "WRONG_APP", String.valueOf(e.getMessage()));
        }
    }

    private static String parameter(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getParam(name), "");
    }

    private static JsonObject json(Tenant tenant, Complaint complaint, Diagnosis diagnosis) {
        return new JsonObject()
                .put("tenant", tenant.id().toString())
                .put("domain", tenant.domain())
                .put("app", complaint.app())
                .put(
                        "broken",
                        diagnosis.broken().map(broken -> word(broken.link())).orElse(""))
                .put("remedy", diagnosis.broken().map(Finding::advice).orElse(""))
                .put(
                        "links",
                        new JsonArray(diagnosis.findings().stream()
                                .map(DiagnosisRoute::json)
                                .toList()));
    }

    private static JsonObject json(Finding finding) {
        return new JsonObject()
                .put("link", word(finding.link()))
                .put("state", word(finding.state()))
                .put("said", finding.said())
                .put("advice", finding.advice());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

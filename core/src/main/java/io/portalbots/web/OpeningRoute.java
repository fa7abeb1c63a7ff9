package io.portalbots.web;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Visitors;
import io.portalbots.tenant.Visitors.Visitor;
import io.portalbots.web.pages.AdministratorPage.Finish;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /bitrix24/{application}/install} and {@code .../app}: somebody's browser opens a page of the application
 * within the portal, with a form that the portal made. It comes through that browser, so it is believed only after the
 * authorization server and the portal have confirmed who is there; then the page has a session of its own.
 *
 * <pre>{@code
 * ?DOMAIN=acme.bitrix24.com&LANG=de&APP_SID=9d1f..   AUTH_ID=..&REFRESH_ID=..&member_id=..&APPLICATION_TOKEN=..
 *                                                    &PLACEMENT_OPTIONS={"install_finished":"Y"}
 * }</pre>
 *
 * <p>The page of the installation tells the portal that it is finished, at once: until then the portal delivers no
 * events. The portal then opens the page of the application, which says so.
 *
 * @see "Bitrix24 REST reference, installation of applications with an interface"
 */
final class OpeningRoute implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningRoute.class);
    private static final String ANYBODY = "*";

    private final Map<String, Application> applications;
    private final Visitors visitors;
    private final PageSessions sessions;
    private final Pages pages;
    private final boolean installing;

    /** @param installing whether it is the page of the installation */
    OpeningRoute(
            Map<String, Application> applications,
            Visitors visitors,
            PageSessions sessions,
            Pages pages,
            boolean installing) {
        this.applications = applications;
        this.visitors = visitors;
        this.sessions = sessions;
        this.pages = pages;
        this.installing = installing;
    }

    @Override
    public void handle(RoutingContext context) {
        var name = context.pathParam("application");
        if (applications.containsKey(name)) {
            Form.read(context).ifPresent(fields -> open(context, name, fields));
        } else {
            Json.error(context, 404, "NO_APPLICATION", "no application '" + name + "'");
        }
    }

    private void open(RoutingContext context, String application, Map<String, String> fields) {
        var language = language(context);
        if (fields.getOrDefault("APPLICATION_TOKEN", "").isBlank()) {
            refuse(context, application, "the portal sent no APPLICATION_TOKEN");
            pages.refusal(context, 403, ANYBODY, language, "token");
            return;
        }
        try {
            open(context, visitor(context, new TenantId(application, member(fields)), fields), fields, language);
        } catch (PortalUnavailableException e) {
            refuse(context, application, String.valueOf(e.getMessage()));
            pages.refusal(context, 503, ANYBODY, language, "silent");
        } catch (IllegalArgumentException e) {
            refuse(context, application, String.valueOf(e.getMessage()));
            pages.refusal(context, 403, ANYBODY, language, "unconfirmed");
        }
    }

    private Visitor visitor(RoutingContext context, TenantId id, Map<String, String> fields) {
        var claim = Claims.ofPage(id, fields);
        var access = Secret.of(fields.getOrDefault("AUTH_ID", ""));
        var source = context.request().remoteAddress().hostAddress();
        return installing ? visitors.install(claim, access, source) : visitors.admit(claim, access, source);
    }

    private void open(RoutingContext context, Visitor visitor, Map<String, String> fields, String language) {
        switch (visitor) {
            case Visitor.Administrator administrator -> {
                var visit = sessions.begin(administrator.tenant(), administrator.user(), language);
                var finished = option(fields, "install_finished");
                pages.administrator(
                        context,
                        visit,
                        installing || finished.equals("Y"),
                        finish(context, administrator.tenant(), finished.equals("N")),
                        Change.NONE);
            }
            case Visitor.Employee employee
            when installing -> pages.refusal(context, 403, employee.tenant().origin(), language, "person");
            case Visitor.Employee employee -> pages.visitor(context, language, employee.tenant());
            case Visitor.Stranger stranger -> {
                refuse(context, context.pathParam("application"), stranger.why());
                pages.refusal(context, 403, ANYBODY, language, "unconfirmed");
            }
        }
    }

    /** A portal that opens the page again did not believe us the first time; to tell it again at once would go on forever. */
    private Optional<Finish> finish(RoutingContext context, Tenant tenant, boolean again) {
        return Optional.ofNullable(context.request().getParam("APP_SID"))
                .filter(sid -> installing)
                .map(sid -> new Finish(tenant.origin(), sid, again));
    }

    private static String member(Map<String, String> fields) {
        return fields.getOrDefault("member_id", "");
    }

    private static String language(RoutingContext context) {
        return Optional.ofNullable(context.queryParams().get("LANG"))
                .filter(word -> word.matches("[a-z]{2}"))
                .orElse("en");
    }

    /** One of {@code PLACEMENT_OPTIONS}, which is JSON, if it is there. */
    private static String option(Map<String, String> fields, String name) {
        try {
            return new JsonObject(fields.getOrDefault("PLACEMENT_OPTIONS", "{}")).getString(name, "");
        } catch (DecodeException | ClassCastException e) {
            return "";
        }
    }

    private static void refuse(RoutingContext context, String application, String why) {
        LOG.atWarn()
                .addKeyValue("application", application)
                .addKeyValue("page", context.request().path())
                .log("visitor refused: {}", why);
    }
}

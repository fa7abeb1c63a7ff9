package io.portalbots.web;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.TenantId;
import io.portalbots.tenant.Visitors;
import io.portalbots.tenant.Visitors.Visitor;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /bitrix24/{application}/install}: an administrator's browser opens the installation page within the
 * portal. The form comes through that browser, so it is proven as every installation is; then the page tells the
 * portal that the installation is finished.
 *
 * @see "Bitrix24 REST reference, installation of applications with an interface"
 */
final class InstallRoute implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(InstallRoute.class);

    private final Map<String, Application> applications;
    private final Visitors visitors;

    InstallRoute(Map<String, Application> applications, Visitors visitors) {
        this.applications = applications;
        this.visitors = visitors;
    }

    @Override
    public void handle(RoutingContext context) {
        var application = applications.get(context.pathParam("application"));
        if (application == null) {
            Json.error(context, 404, "NO_APPLICATION", "no application '" + context.pathParam("application") + "'");
            return;
        }
        Form.read(context).ifPresent(fields -> {
            var language = String.valueOf(context.request().getParam("LANG"));
            switch (visitor(context, application, fields)) {
                case Visitor.Administrator administrator ->
                    PortalPage.installed(
                            context,
                            language,
                            Objects.requireNonNullElse(context.request().getParam("APP_SID"), ""));
                case Visitor.Employee employee ->
                    refuse(context, application, language, "user " + employee.user() + " is no administrator");
                case Visitor.Stranger stranger -> refuse(context, application, language, stranger.why());
            }
        });
    }

    private static void refuse(RoutingContext context, Application application, String language, String why) {
        LOG.atWarn().addKeyValue("application", application.name()).log("installation rejected: {}", why);
        PortalPage.notInstalled(context, language);
    }

    private Visitor visitor(RoutingContext context, Application application, Map<String, String> fields) {
        if (!fields.containsKey("APPLICATION_TOKEN")) {
            return new Visitor.Stranger(
                    "the portal sent no APPLICATION_TOKEN, without which its events cannot be told from forged ones");
        }
        try {
            var id = new TenantId(application.name(), fields.getOrDefault("member_id", ""));
            return visitors.install(
                    Claims.ofPage(id, fields),
                    Secret.of(fields.getOrDefault("AUTH_ID", "")),
                    context.request().remoteAddress().hostAddress());
        } catch (PortalUnavailableException | IllegalArgumentException e) {
            return new Visitor.Stranger(String.valueOf(e.getMessage()));
        }
    }
}

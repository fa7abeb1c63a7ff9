package io.portalbots.web;

import io.portalbots.tenant.Application;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Installations.Claim;
import io.portalbots.tenant.Installations.Outcome;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
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
    private final Installations installations;

    InstallRoute(Map<String, Application> applications, Installations installations) {
        this.applications = applications;
        this.installations = installations;
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
            var why = refusal(application, fields);
            if (why.isEmpty()) {
                PortalPage.installed(
                        context,
                        language,
                        Objects.requireNonNullElse(context.request().getParam("APP_SID"), ""));
            } else {
                LOG.atWarn().addKeyValue("application", application.name()).log("installation rejected: {}", why);
                PortalPage.notInstalled(context, language);
            }
        });
    }

    private String refusal(Application application, Map<String, String> fields) {
        if (!fields.containsKey("APPLICATION_TOKEN")) {
            return "the portal sent no APPLICATION_TOKEN, without which its events cannot be told from forged ones";
        }
        var claim = new Claim(
                application,
                fields.getOrDefault("member_id", ""),
                Secret.of(fields.getOrDefault("REFRESH_ID", "")),
                Secret.of(fields.getOrDefault("APPLICATION_TOKEN", "")));
        try {
            return installations.install(claim) instanceof Outcome.Rejected rejected ? rejected.why() : "";
        } catch (PortalUnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

package io.portalbots.web;

import io.portalbots.chat.ChatMetrics;
import io.portalbots.chat.ChatMetrics.EventName;
import io.portalbots.tenant.Application;
import io.portalbots.tenant.Installations;
import io.portalbots.tenant.Installations.Claim;
import io.portalbots.tenant.Installations.Outcome;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /bitrix24/{application}/event}: every event of every portal. A form with PHP's brackets; answered with an
 * empty 200, the same for events we reject, so that nobody learns which tokens are right.
 *
 * @see "Bitrix24 REST reference, events"
 */
final class EventRoute implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(EventRoute.class);

    private final Map<String, Application> applications;
    private final Installations installations;
    private final Intake intake;
    private final ChatMetrics metrics;

    EventRoute(Map<String, Application> applications, Installations installations, Intake intake, ChatMetrics metrics) {
        this.applications = applications;
        this.installations = installations;
        this.intake = intake;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext context) {
        var application = applications.get(context.pathParam("application"));
        if (application == null) {
            Json.error(context, 404, "NO_APPLICATION", "no application '" + context.pathParam("application") + "'");
            return;
        }
        Form.read(context).ifPresent(fields -> {
            if (Intake.name(fields) == EventName.ONAPPINSTALL) {
                context.response().end();
                install(application, fields);
            } else {
                keep(context, application, fields);
            }
        });
    }

    private void keep(RoutingContext context, Application application, Map<String, String> fields) {
        var kept = sender(application, fields).flatMap(tenant -> intake.keep(tenant, fields));
        context.response().end();
        kept.ifPresent(intake::handle);
    }

    private Optional<Tenant> sender(Application application, Map<String, String> fields) {
        try {
            var id = new TenantId(application.name(), fields.getOrDefault("auth[member_id]", ""));
            return intake.sender(id, fields);
        } catch (IllegalArgumentException e) {
            LOG.warn("event rejected: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void install(Application application, Map<String, String> fields) {
        var member = fields.getOrDefault("auth[member_id]", "");
        metrics.event(Intake.name(fields), "kept");
        var claim = new Claim(
                application,
                member,
                Secret.of(fields.getOrDefault("auth[refresh_token]", "")),
                Secret.of(fields.getOrDefault("auth[application_token]", "")));
        log(application, member, proven(claim));
    }

    private Outcome proven(Claim claim) {
        try {
            return installations.install(claim);
        } catch (PortalUnavailableException e) {
            return new Outcome.Rejected(String.valueOf(e.getMessage()));
        }
    }

    private static void log(Application application, String member, Outcome outcome) {
        switch (outcome) {
            case Outcome.Installed installed ->
                LOG.atInfo()
                        .addKeyValue("tenant", installed.tenant().id())
                        .addKeyValue("generation", installed.tenant().generation())
                        .addKeyValue("domain", installed.tenant().domain())
                        .log("tenant installed");
            case Outcome.Rejected rejected ->
                LOG.atWarn()
                        .addKeyValue("application", application.name())
                        .addKeyValue("member", member)
                        .log("installation rejected: {}", rejected.why());
        }
    }
}

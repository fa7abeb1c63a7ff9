package io.portalbots.web;

import io.portalbots.chat.Dispatch;
import io.portalbots.tenant.Application;
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
    private final Intake intake;
    private final Dispatch dispatch;

    EventRoute(Map<String, Application> applications, Intake intake, Dispatch dispatch) {
        this.applications = applications;
        this.intake = intake;
        this.dispatch = dispatch;
    }

    @Override
    public void handle(RoutingContext context) {
        var application = applications.get(context.pathParam("application"));
        if (application == null) {
            Json.error(context, 404, "NO_APPLICATION", "no application '" + context.pathParam("application") + "'");
            return;
        }
        Form.read(context).ifPresent(fields -> {
            var source = context.request().remoteAddress().hostAddress();
            var kept = tenant(application, fields).flatMap(id -> intake.take(id, fields, source));
            context.response().end();
            kept.ifPresent(dispatch::offer);
        });
    }

    private static Optional<TenantId> tenant(Application application, Map<String, String> fields) {
        try {
            return Optional.of(new TenantId(application.name(), fields.getOrDefault("auth[member_id]", "")));
        } catch (IllegalArgumentException e) {
            LOG.warn("event rejected: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

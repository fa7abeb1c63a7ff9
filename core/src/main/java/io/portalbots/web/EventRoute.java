package io.portalbots.web;

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

    EventRoute(Map<String, Application> applications, Intake intake) {
        this.applications = applications;
        this.intake = intake;
    }

    @Override
    public void handle(RoutingContext context) {
        var application = applications.get(context.pathParam("application"));
        if (application == null) {
            Json.error(context, 404, "NO_APPLICATION", "no application '" + context.pathParam("application") + "'");
            return;
        }
        Form.bytes(context).ifPresent(body -> {
            var scan = EventScan.of(body);
            var source = context.request().remoteAddress().hostAddress();
            var kept = tenant(application, scan).flatMap(id -> intake.take(id, body, source));
            context.response().end();
            kept.ifPresent(intake::handle);
        });
    }

    private static Optional<TenantId> tenant(Application application, EventScan scan) {
        try {
            return Optional.of(new TenantId(application.name(), scan.memberId()));
        } catch (IllegalArgumentException e) {
            LOG.warn("event rejected: {}", e.getMessage());
            return Optional.empty();
        }
    }
}

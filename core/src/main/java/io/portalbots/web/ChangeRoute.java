package io.portalbots.web;

import io.portalbots.registry.Overview;
import io.portalbots.registry.PluginReport;
import io.portalbots.tenant.AppSwitches;
import io.portalbots.tenant.SettingStore;
import io.portalbots.tenant.TenantId;
import io.portalbots.web.PageSessions.Visit;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an administrator does on the page. Forms, each with {@code session}; the answer is the whole page as it is then.
 *
 * <pre>{@code
 * POST /bitrix24/{application}/app/settings   plugin=call-button&setting.phone=112           saves
 *                                             plugin=call-button&setting.phone=112&test=phone tests, saves nothing
 * POST /bitrix24/{application}/app/apps       plugin=echo&app=board&wanted=N
 * POST /bitrix24/{application}/app/state                                                     only looks
 * }</pre>
 *
 * <p>200; 422 if a rule refuses a value, named beside its field; 401 if the session is over; 404 if there is no such
 * thing to do.
 */
final class ChangeRoute implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRoute.class);

    private final PageSessions sessions;
    private final Pages pages;
    private final Overview overview;
    private final SettingStore settings;
    private final AppSwitches switches;
    private final Consumer<TenantId> changed;

    /** @param changed is told that something follows for a tenant */
    ChangeRoute(
            PageSessions sessions,
            Pages pages,
            Overview overview,
            SettingStore settings,
            AppSwitches switches,
            Consumer<TenantId> changed) {
        this.sessions = sessions;
        this.pages = pages;
        this.overview = overview;
        this.settings = settings;
        this.switches = switches;
        this.changed = changed;
    }

    @Override
    public void handle(RoutingContext context) {
        Form.read(context).ifPresent(fields -> {
            var visit = sessions.open(context.pathParam("application"), fields.getOrDefault("session", ""));
            visit.ifPresentOrElse(
                    one -> handle(context, one, fields),
                    () -> pages.refusal(context, 401, "*", language(context), "over"));
        });
    }

    private void handle(RoutingContext context, Visit visit, Map<String, String> fields) {
        var what = context.pathParam("what");
        if (what.equals("state")) {
            pages.administrator(context, visit, false, Optional.empty(), Change.NONE);
            return;
        }
        var change = overview.of(visit.tenant(), fields.getOrDefault("plugin", ""))
                .flatMap(report -> what.equals("settings")
                        ? Optional.of(settings(visit, report, fields))
                        : what.equals("apps") ? switched(visit, report, fields) : Optional.empty());
        change.ifPresentOrElse(
                done -> pages.administrator(context, visit, false, Optional.empty(), done),
                () -> Json.error(context, 404, "NOTHING_TO_DO", "there is no such plugin, app or form"));
    }

    private Change settings(Visit visit, PluginReport report, Map<String, String> fields) {
        var form = new SettingForm(settings, visit, report, fields);
        if (fields.containsKey("test")) {
            return form.test(fields.getOrDefault("test", ""));
        }
        var change = form.save();
        if (change.good()) {
            tell(visit, report, "settings saved by an administrator");
        }
        return change;
    }

    private Optional<Change> switched(Visit visit, PluginReport report, Map<String, String> fields) {
        var app = fields.getOrDefault("app", "");
        var wanted = fields.getOrDefault("wanted", "").equals("Y");
        if (report.apps().stream().noneMatch(one -> one.code().equals(app))) {
            return Optional.empty();
        }
        switches.set(visit.tenant().id(), report.id(), app, wanted, visit.by());
        tell(visit, report, wanted ? "app enabled by an administrator" : "app disabled by an administrator");
        return Optional.of(Change.NONE);
    }

    private void tell(Visit visit, PluginReport report, String what) {
        LOG.atInfo()
                .addKeyValue("tenant", visit.tenant().id())
                .addKeyValue("plugin", report.id())
                .addKeyValue("user", visit.user())
                .log(what);
        changed.accept(visit.tenant().id());
    }

    private static String language(RoutingContext context) {
        var accepted = context.acceptableLanguages();
        return accepted.isEmpty() ? "en" : accepted.get(0).tag().split("-", 2)[0];
    }
}

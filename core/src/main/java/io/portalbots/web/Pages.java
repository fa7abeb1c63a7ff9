package io.portalbots.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.portalbots.plugin.Plugin;
import io.portalbots.registry.Overview;
import io.portalbots.registry.PluginReport;
import io.portalbots.web.PageSessions.Visit;
import io.portalbots.web.pages.AdministratorPage;
import io.portalbots.web.pages.AdministratorPage.Finish;
import io.portalbots.web.pages.Phrases;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the pages within portals: our own scripts and styles only, framed by nobody but those who may. */
final class Pages {

    private static final String TEMPLATES = "io.portalbots.web.pages";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors ";

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);
    private final Overview overview;
    private final PageSessions sessions;
    private final Assets assets;

    Pages(Overview overview, PageSessions sessions, Assets assets) {
        this.overview = overview;
        this.sessions = sessions;
        this.assets = assets;
    }

    /**
     * The page of an administrator.
     *
     * @param installed whether the application was installed just now
     * @param change what the administrator just did
     */
    void administrator(RoutingContext context, Visit visit, boolean installed, Optional<Finish> finish, Change change) {
        var tenant = visit.tenant();
        var phrases = Phrases.in(visit.language());
        var session = sessions.issue(visit);
        var cards = new Cards(phrases);
        var reports = overview.of(tenant);
        var application = tenant.id().application();
        var page = new AdministratorPage(
                application,
                tenant.domain(),
                "/bitrix24/" + application + "/app",
                session,
                installed,
                finish,
                phrases.either("tenant", tenant.state().word()),
                bots(reports),
                reports.stream().map(report -> cards.of(report, change)).toList());
        context.response().putHeader("Page-Session", session);
        answer(
                context,
                change.good() ? 200 : 422,
                tenant.origin(),
                "administrator.jte",
                Map.of("phrases", phrases, "assets", assets, "page", page));
    }

    private static List<String> bots(List<PluginReport> reports) {
        return reports.stream()
                .flatMap(report -> report.plugin().flatMap(Plugin::bot).stream())
                .map(bot -> bot.name())
                .toList();
    }

    /** What somebody who does not administer the portal may know. */
    void visitor(RoutingContext context, String language, io.portalbots.tenant.Tenant tenant) {
        var phrases = Phrases.in(language);
        var paragraphs = new java.util.ArrayList<String>();
        paragraphs.add(phrases.of("visitor.text", tenant.domain()));
        var bots = bots(overview.of(tenant));
        if (!bots.isEmpty()) {
            paragraphs.add(phrases.of("where.menu", String.join(", ", bots)));
        }
        paragraphs.add(phrases.of("where.panel"));
        paragraphs.add(phrases.of("visitor.ask"));
        notice(context, 200, tenant.origin(), phrases, phrases.of("visitor.title"), paragraphs);
    }

    /**
     * A refusal, and what to do next.
     *
     * @param why names its phrases, {@code refused.WHY.title} and {@code refused.WHY.text}
     * @param ancestors who may frame it; everybody, as long as it is not known who the portal is
     */
    void refusal(RoutingContext context, int status, String ancestors, String language, String why) {
        var phrases = Phrases.in(language);
        context.response().putHeader("HX-Retarget", "#page").putHeader("HX-Reselect", "#page");
        context.response().putHeader("HX-Reswap", "outerHTML");
        var text = phrases.of("refused." + why + ".text");
        notice(context, status, ancestors, phrases, phrases.of("refused." + why + ".title"), List.of(text));
    }

    private void notice(
            RoutingContext context, int status, String ancestors, Phrases phrases, String title, List<String> text) {
        answer(
                context,
                status,
                ancestors,
                "notice.jte",
                Map.of("phrases", phrases, "assets", assets, "title", title, "paragraphs", text));
    }

    private void answer(
            RoutingContext context, int status, String ancestors, String template, Map<String, Object> parameters) {
        var html = new StringOutput();
        templates.render(template, parameters, html);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", POLICY + ancestors)
                .end(html.toString());
    }
}

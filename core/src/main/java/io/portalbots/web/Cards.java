package io.portalbots.web;

import io.portalbots.plugin.Plugin;
import io.portalbots.registry.PluginReport;
import io.portalbots.registry.PluginReport.App;
import io.portalbots.registry.PluginReport.Stand;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.web.pages.AppRow;
import io.portalbots.web.pages.AppRow.Tone;
import io.portalbots.web.pages.Phrases;
import io.portalbots.web.pages.PluginCard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts how a plugin stands on a portal into words. */
final class Cards {

    private final Phrases phrases;
    private final Fields fields;

    Cards(Phrases phrases) {
        this.phrases = phrases;
        this.fields = new Fields(phrases);
    }

    PluginCard of(PluginReport report, Change any) {
        var change = any.plugin().equals(report.id()) ? any : Change.NONE;
        return new PluginCard(
                report.id(),
                name(report),
                report.plugin().map(Plugin::version).orElse(""),
                trouble(report),
                report.apps().stream().map(this::row).toList(),
                report.plugin().map(Plugin::settings).orElse(List.of()).stream()
                        .map(setting -> fields.of(setting, report, change))
                        .toList(),
                change.notice(),
                change.good());
    }

    /** That of its bot, which people know; else its id, as words. */
    private static String name(PluginReport report) {
        var words = report.id().replace('-', ' ');
        return report.plugin()
                .flatMap(Plugin::bot)
                .map(bot -> bot.name())
                .orElseGet(() -> words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }

    private String trouble(PluginReport report) {
        return switch (report.state()) {
            case LOADED ->
                report.scopes().isEmpty() ? "" : phrases.of("plugin.scopes", String.join(", ", report.scopes()));
            case FAILED -> phrases.of("plugin.failed");
            case NOT_BROUGHT -> phrases.of("plugin.not_brought");
        };
    }

    private AppRow row(App app) {
        return new AppRow(
                app.code(),
                title(phrases, app),
                app.offer().map(this::where).orElse(""),
                tone(app.stand()),
                state(app),
                since(app.stand()),
                app.wanted());
    }

    static String title(Phrases phrases, App app) {
        var title = phrases.pick(app.titles());
        return title.isEmpty() ? app.code() : title;
    }

    private String where(ChatApp app) {
        var hidden = app.action() instanceof Action.Iframe frame && frame.hidden();
        var context = app.audience().context().name().toLowerCase(Locale.ROOT);
        var where = phrases.of(hidden ? "audience.hidden" : "audience." + context);
        return app.audience().adminsOnly() ? where + ", " + phrases.of("audience.admins") : where;
    }

    private static Tone tone(Stand stand) {
        return switch (stand) {
            case Stand.There there -> Tone.GOOD;
            case Stand.Waiting waiting -> Tone.WAITING;
            case Stand.Leaving leaving -> Tone.WAITING;
            case Stand.Refused refused -> Tone.BAD;
            case Stand.BotRefused refused -> Tone.BAD;
            case Stand.Absent absent -> Tone.OFF;
        };
    }

    private String state(App app) {
        return switch (app.stand()) {
            case Stand.There there -> phrases.of("app.there");
            case Stand.Waiting waiting -> phrases.of("app.waiting");
            case Stand.Leaving leaving -> phrases.of("app.leaving");
            case Stand.Refused refused -> phrases.of("app.refused", refused.error(), meaning(phrases, refused.error()));
            case Stand.BotRefused refused ->
                phrases.of("app.bot_refused", refused.error(), meaning(phrases, refused.error()));
            case Stand.Absent absent -> phrases.of(app.wanted() ? "app.absent" : "app.disabled");
        };
    }

    /** What a portal means by a code. */
    static String meaning(Phrases phrases, String error) {
        return phrases.either("refusal", error);
    }

    private static Optional<Instant> since(Stand stand) {
        return stand instanceof Stand.There there ? Optional.of(there.since()) : Optional.empty();
    }
}

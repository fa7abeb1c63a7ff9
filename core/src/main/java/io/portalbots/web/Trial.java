package io.portalbots.web;

import io.portalbots.registry.PluginReport;
import io.portalbots.registry.PluginReport.App;
import io.portalbots.registry.PluginReport.Stand;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.Setting;
import io.portalbots.web.pages.Phrases;
import java.util.Optional;

/**
 * Tests a phone number or the code of an Open Channel as far as that is possible without a call: its form by the plugin's
 * rule, then what the portal answered to the app that carries it. Says what was not tested, too.
 */
final class Trial {

    private final Phrases phrases;

    Trial(Phrases phrases) {
        this.phrases = phrases;
    }

    /** What can be said of {@code value}, as it was typed. */
    String of(Setting setting, String value, PluginReport report) {
        if (value.isEmpty()) {
            return phrases.of("test.empty");
        }
        if (setting.problem(value).isPresent()) {
            return new Fields(phrases).problem(setting);
        }
        if (!value.equals(report.settings().get(setting.key()))) {
            return phrases.of("test.unsaved");
        }
        return carrier(report, value).map(app -> answer(setting, app)).orElseGet(() -> phrases.of("test.unused"));
    }

    private static Optional<App> carrier(PluginReport report, String value) {
        return report.apps().stream()
                .filter(app -> app.offer()
                        .filter(offer -> value.equals(parameter(offer.action())))
                        .isPresent())
                .findFirst();
    }

    private static String parameter(Action action) {
        return switch (action) {
            case Action.Call call -> call.number();
            case Action.Support support -> support.lineCode();
            case Action.Put put -> "";
            case Action.Send send -> "";
            case Action.Iframe frame -> "";
        };
    }

    private String answer(Setting setting, App app) {
        var title = Cards.title(phrases, app);
        return switch (app.stand()) {
            case Stand.There there -> phrases.of("test.there", title) + " " + limit(setting);
            case Stand.Waiting waiting -> phrases.of("test.waiting");
            case Stand.Refused refused -> phrases.of("test.refused", title, Cards.meaning(phrases, refused.error()));
            case Stand.BotRefused refused -> phrases.of("test.refused", title, Cards.meaning(phrases, refused.error()));
            case Stand.Leaving leaving -> phrases.of("test.disabled", title);
            case Stand.Absent absent -> phrases.of("test.disabled", title);
        };
    }

    private String limit(Setting setting) {
        return phrases.of(setting.type() instanceof Setting.Type.Phone ? "test.limit.phone" : "test.limit.channel");
    }
}

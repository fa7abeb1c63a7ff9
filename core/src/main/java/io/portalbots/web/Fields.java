package io.portalbots.web;

import io.portalbots.registry.PluginReport;
import io.portalbots.spi.Offer.Missing;
import io.portalbots.spi.Setting;
import io.portalbots.web.pages.Field;
import io.portalbots.web.pages.Phrases;
import java.util.List;

/** Draws a field for every kind of setting. */
final class Fields {

    private static final int LONGEST_SECRET = 1000;
    private static final int LONGEST_PHONE = 100;
    private static final int LINE_CODE = 32;

    private final Phrases phrases;

    Fields(Phrases phrases) {
        this.phrases = phrases;
    }

    Field of(Setting setting, PluginReport report, Change change) {
        var key = setting.key();
        var kind = kind(setting.type());
        var kept = report.settings().getOrDefault(key, "");
        var missing = report.missing().stream()
                .filter(one -> one.setting().equals(key))
                .findFirst();
        var secret = kind == Field.Kind.SECRET;
        return new Field(
                key,
                phrases.pick(setting.labels()),
                kind,
                secret ? "" : change.values().getOrDefault(key, kept),
                longest(setting.type()),
                setting.type() instanceof Setting.Type.Choice choice ? choice.options() : List.of(),
                secret && !kept.isEmpty() ? phrases.of("hint.stored") : said("hint", setting.type()),
                missing.map(Missing::why).map(phrases::pick).orElse(""),
                missing.isPresent(),
                secret && !kept.isEmpty(),
                change.errors().getOrDefault(key, ""),
                change.tests().getOrDefault(key, ""));
    }

    /** What is wrong with a value that the rule of {@code setting} refuses; the rule's own words may be English only. */
    String problem(Setting setting) {
        return said("problem", setting.type());
    }

    private String said(String about, Setting.Type type) {
        return switch (type) {
            case Setting.Type.Line line -> phrases.of(about + ".line", line.longest());
            case Setting.Type.Phone phone -> phrases.of(about + ".phone");
            case Setting.Type.OpenChannel channel -> phrases.of(about + ".channel");
            case Setting.Type.Choice choice -> phrases.of(about + ".choice");
            case Setting.Type.Secret secret -> phrases.of(about + ".secret");
        };
    }

    private static Field.Kind kind(Setting.Type type) {
        return switch (type) {
            case Setting.Type.Line line -> Field.Kind.LINE;
            case Setting.Type.Phone phone -> Field.Kind.PHONE;
            case Setting.Type.OpenChannel channel -> Field.Kind.CHANNEL;
            case Setting.Type.Choice choice -> Field.Kind.CHOICE;
            case Setting.Type.Secret secret -> Field.Kind.SECRET;
        };
    }

    private static int longest(Setting.Type type) {
        return switch (type) {
            case Setting.Type.Line line -> line.longest();
            case Setting.Type.Phone phone -> LONGEST_PHONE;
            case Setting.Type.OpenChannel channel -> LINE_CODE;
            case Setting.Type.Choice choice -> 0;
            case Setting.Type.Secret secret -> LONGEST_SECRET;
        };
    }
}

package io.portalbots.web;

import io.portalbots.plugin.Plugin;
import io.portalbots.registry.PluginReport;
import io.portalbots.spi.Setting;
import io.portalbots.tenant.SettingStore;
import io.portalbots.web.PageSessions.Visit;
import io.portalbots.web.pages.Phrases;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of one plugin's settings: {@code setting.KEY=value}, {@code remove.KEY=Y} for a secret. All is saved, or
 * nothing. An empty field takes the value away, but for a secret, which it keeps.
 */
final class SettingForm {

    private final SettingStore settings;
    private final Visit visit;
    private final Phrases phrases;
    private final PluginReport report;
    private final Map<String, String> fields;

    SettingForm(SettingStore settings, Visit visit, PluginReport report, Map<String, String> fields) {
        this.settings = settings;
        this.visit = visit;
        this.phrases = Phrases.in(visit.language());
        this.report = report;
        this.fields = fields;
    }

    /** Saves what was typed, unless a rule refuses it. */
    Change save() {
        var errors = new HashMap<String, String>();
        for (var setting : declared()) {
            if (!typed(setting).isEmpty() && setting.problem(typed(setting)).isPresent()) {
                errors.put(setting.key(), new Fields(phrases).problem(setting));
            }
        }
        if (errors.isEmpty()) {
            declared().forEach(this::save);
        }
        var notice = phrases.of(errors.isEmpty() ? "settings.saved" : "settings.wrong");
        return new Change(report.id(), typed(), errors, Map.of(), notice);
    }

    private void save(Setting setting) {
        var key = setting.key();
        var secret = setting.type() instanceof Setting.Type.Secret;
        var typed = typed(setting);
        var tenant = visit.tenant().id();
        if (!typed.isEmpty()) {
            if (!typed.equals(report.settings().get(key))) {
                settings.set(tenant, report.id(), setting, typed, visit.by());
            }
        } else if (secret ? fields.containsKey("remove." + key) : fields.containsKey("setting." + key)) {
            settings.clear(tenant, report.id(), setting);
        }
    }

    /** Tests what was typed for {@code key}, and saves nothing. */
    Change test(String key) {
        var tests = new HashMap<String, String>();
        declared().stream()
                .filter(setting -> setting.key().equals(key))
                .forEach(setting -> tests.put(key, new Trial(phrases).of(setting, typed(setting), report)));
        return new Change(report.id(), typed(), Map.of(), tests, "");
    }

    private List<Setting> declared() {
        return report.plugin().map(Plugin::settings).orElse(List.of());
    }

    private Map<String, String> typed() {
        var typed = new HashMap<String, String>();
        declared().forEach(setting -> typed.put(setting.key(), typed(setting)));
        return typed;
    }

    /** Without spaces around it; a secret may begin or end with one. */
    private String typed(Setting setting) {
        var value = fields.getOrDefault("setting." + setting.key(), "");
        return setting.type() instanceof Setting.Type.Secret ? value : value.strip();
    }
}

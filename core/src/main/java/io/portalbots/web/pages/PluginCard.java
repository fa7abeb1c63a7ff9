package io.portalbots.web.pages;

import java.util.List;

/**
 * One plugin on the page.
 *
 * @param version empty unless it is loaded
 * @param trouble why it cannot be used; empty if it can
 * @param notice what became of what was posted; empty if nothing was
 * @param good whether the notice is good news
 */
public record PluginCard(
        String id,
        String name,
        String version,
        String trouble,
        List<AppRow> apps,
        List<Field> fields,
        String notice,
        boolean good) {

    public PluginCard {
        apps = List.copyOf(apps);
        fields = List.copyOf(fields);
    }

    /** Whether the portal has still to answer about one of the apps. */
    public boolean waiting() {
        return apps.stream().anyMatch(app -> app.tone() == AppRow.Tone.WAITING);
    }
}

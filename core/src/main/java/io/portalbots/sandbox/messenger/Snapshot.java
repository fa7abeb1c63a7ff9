package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import java.util.List;
import java.util.Optional;

/** The list of chat apps in the hands of a messenger client. A value: pushes give another one. */
public record Snapshot(List<ListedApp> apps) {

    public Snapshot {
        apps = List.copyOf(apps);
    }

    /** The app with that id, as the client knows it. */
    public Optional<ListedApp> find(int appId) {
        return apps.stream().filter(app -> app.id() == appId).findFirst();
    }

    /** After {@code appDeleteIcon}. */
    Snapshot without(int appId) {
        return new Snapshot(apps.stream().filter(app -> app.id() != appId).toList());
    }

    /** After {@code appUpdateIcon}: what the client does not know stays unknown. */
    Snapshot with(ChatApp now) {
        return new Snapshot(apps.stream()
                .map(app -> app.id() == now.id() ? app.updated(now) : app)
                .toList());
    }
}

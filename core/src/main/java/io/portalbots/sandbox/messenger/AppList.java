package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of chat apps that a portal makes for a person when a page is loaded. Portals keep it for a year and forget it
 * when a column of an app changes; new phrases alone change no column, so the old ones go on being listed [src]. The
 * cache is taken to be warm, as on a portal where somebody always has the messenger open.
 */
final class AppList {

    private final Portal portal;
    private final Map<Integer, ChatApp> cached = new HashMap<>();

    AppList(Portal portal) {
        this.portal = portal;
    }

    /** As listed now for {@code viewer}. */
    Snapshot of(Person viewer) {
        return of(viewer, portal.chatApps().all());
    }

    /** As listed for {@code viewer} when the portal had {@code apps}. */
    Snapshot of(Person viewer, List<ChatApp> apps) {
        return new Snapshot(apps.stream()
                .filter(app -> Visibility.missingSupport(app, viewer).isEmpty())
                .map(app -> ListedApp.of(portal, viewer, app, cached.getOrDefault(app.id(), app)))
                .toList());
    }

    /** Goes on listing the phrases of {@code before}. */
    void keepPhrases(ChatApp before) {
        cached.putIfAbsent(before.id(), before);
    }

    /** Forgets the cache. */
    void forget() {
        cached.clear();
    }
}

package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.messenger.AppChange.Column;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Portal;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells open messengers what becomes of chat apps [src: im/lib/app.php]. A removal and an update of what clients act by
 * reach them at once, a registration does not. By the reference other updates are seen on reload; a real portal lets
 * clients drop the icon instead, and goes on listing old phrases if only phrases were updated.
 */
public final class Pushes implements AppChanges {

    private static final Set<Column> NEWS = EnumSet.of(
            Column.CONTEXT, Column.IFRAME, Column.JS, Column.IFRAME_WIDTH, Column.IFRAME_HEIGHT, Column.IFRAME_POPUP);

    private final Sessions sessions;

    /** Pushes to {@code sessions}. */
    public Pushes(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What the portal pushed after push number {@code after}; of many only the newest. */
    public List<Push> after(Portal portal, int after) {
        return sessions.clients(portal).pushes().stream()
                .filter(push -> push.id() > after)
                .toList();
    }

    @Override
    public void registered(Portal portal, ChatApp app) {
        sessions.known(portal).ifPresent(clients -> {
            clients.catchUp(without(portal, app).toList());
            clients.list().forget();
        });
    }

    @Override
    public void updated(Portal portal, AppChange change) {
        var clients = sessions.clients(portal);
        var real = portal.traits().isReal();
        clients.catchUp(with(portal, change.before()));
        clients.remember(change);
        if (real && change.columns().equals(Set.of(Column.LANG))) {
            clients.list().keepPhrases(change.before());
        } else {
            clients.list().forget();
        }
        if (isNews(change)) {
            clients.update(change.after(), real && change.columns().contains(Column.HASH));
        } else if (real && !change.columns().isEmpty()) {
            clients.delete(change.after());
        }
    }

    @Override
    public void unregistered(Portal portal, ChatApp app) {
        var clients = sessions.clients(portal);
        clients.catchUp(with(portal, app));
        clients.list().forget();
        clients.forget(app);
        clients.delete(app);
    }

    private static boolean isNews(AppChange change) {
        return change.columns().stream().anyMatch(NEWS::contains);
    }

    /** The apps of the portal as they were with {@code app}. */
    private static List<ChatApp> with(Portal portal, ChatApp app) {
        return Stream.concat(without(portal, app), Stream.of(app))
                .sorted(Comparator.comparingInt(ChatApp::id))
                .toList();
    }

    private static Stream<ChatApp> without(Portal portal, ChatApp app) {
        return portal.chatApps().all().stream().filter(other -> other.id() != app.id());
    }
}

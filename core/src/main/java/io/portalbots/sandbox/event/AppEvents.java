package io.portalbots.sandbox.event;

import io.portalbots.sandbox.model.Handler;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Events in the life of an installation [docs: common/events/on-app-install, on-app-update, on-app-uninstall]. */
public final class AppEvents {

    private static final String INSTALL = "ONAPPINSTALL";

    private final Events events;
    private final AuthBlocks auth;

    /** Life events sent through {@code events}. */
    public AppEvents(Events events, AuthBlocks auth) {
        this.events = events;
        this.auth = auth;
    }

    /** ONAPPINSTALL, to the address of the application's card and to whoever else bound it. */
    public void installed(Portal portal, Installation app, Token token) {
        var data = new LinkedHashMap<String, Object>();
        data.put("VERSION", app.card().version());
        data.put("LANGUAGE_ID", portal.traits().language());
        data.put("ACTIVE", "Y");
        data.put("INSTALLED", "Y");
        var address = app.card().eventUrl();
        var card = address.map(url -> new Handler(0, INSTALL, url, 0));
        var bound = app.handlers().stream()
                .filter(handler -> handler.event().equals(INSTALL))
                .filter(handler -> address.stream().noneMatch(handler.url()::equals));
        events.send(
                portal,
                app,
                Stream.concat(card.stream(), bound),
                Payload.signed(data, auth.installer(portal, app, token)));
    }

    /** ONAPPTEST, which an application asks for itself [docs: api-reference/events/test-handler]. */
    public void tested(Portal portal, Installation app, int userId, Map<String, Object> query) {
        var data = new LinkedHashMap<String, Object>();
        data.put("QUERY", query);
        data.put("LANGUAGE_ID", portal.traits().language());
        events.send(portal, app, "ONAPPTEST", new Payload(userId, data, id -> auth.actor(portal, app, id, false)));
    }

    /** ONAPPUPDATE with all tokens, to whoever bound it in the version before. */
    public void updated(Portal portal, Installation app, int previousVersion, Token token) {
        var data = new LinkedHashMap<String, Object>();
        data.put("VERSION", app.card().version());
        data.put("PREVIOUS_VERSION", previousVersion);
        data.put("LANGUAGE_ID", portal.traits().language());
        events.send(portal, app, "ONAPPUPDATE", data, auth.installer(portal, app, token));
    }

    /** ONAPPUNINSTALL, without tokens, to whoever bound it. */
    public void uninstalled(Portal portal, Installation app, boolean clean) {
        var data = Map.<String, Object>of("LANGUAGE_ID", portal.traits().language(), "CLEAN", clean ? "1" : "0");
        events.send(portal, app, "ONAPPUNINSTALL", data, auth.place(portal, app));
    }
}

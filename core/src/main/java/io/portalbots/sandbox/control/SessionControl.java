package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.ClientSession;
import io.portalbots.sandbox.messenger.Frames;
import io.portalbots.sandbox.messenger.Push;
import io.portalbots.sandbox.messenger.Pushes;
import io.portalbots.sandbox.messenger.Sessions;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The messengers people have open, each with the list of chat apps that it loaded.
 *
 * <pre>{@code
 * POST   PERSON/sessions              a page is loaded; its list stays as it is until reload, hit, push or refetch
 * GET    PERSON/sessions              all of that person's, oldest first
 * GET    PERSON/sessions/S
 * POST   PERSON/sessions/S/reload     the page is loaded anew: new list, no frame
 * DELETE PERSON/sessions/S            the page is closed: {"session": "s1", "closed": true}
 *   200  {"session": "s1", "userId": 2,
 *         "loadedAt": "2026-01-01T00:00:00Z",    when the list was fetched last
 *         "refreshAt": "2026-01-01T00:21:00Z",   the next periodic hit, which fetches it anew
 *         "stale": false,                        whether a reload would bring another list
 *         "pushes": 0,                           pushes received since the page was loaded
 *         "frame": null}                         or {"appId": 201, "botId": 5, "dialogId": "chat441"}: one at a time
 *   404  SESSION_NOT_FOUND                       also if it is another person's
 *
 * POST   PERSON/sessions/S/frame      while a frame is open, every 500 s: ten minutes more for its bot to write there
 *   200  {"appId": 201, "botId": 5, "dialogId": "chat441", "grantedUntil": "2026-01-01T00:10:00Z"}
 *   409  NO_FRAME                                no frame is open, or bot or chat are gone
 * DELETE PERSON/sessions/S/frame      the frame is closed: answers the session
 *
 * GET    PORTAL/pushes?after=N        what open messengers were told, oldest first, the last 1000
 *   200  [{"id": 1, "at": "2026-01-01T00:00:00Z", "command": "appDeleteIcon", "params": {"iconId": 201}}]
 * }</pre>
 *
 * <p>PERSON is {@code /_sandbox/portals/P/users/U}. All times are the sandbox's clock's.
 */
final class SessionControl {

    private final Sessions sessions;
    private final ClientFields clients;
    private final Frames frames;
    private final Pushes pushes;

    SessionControl(Sessions sessions, ClientFields clients, Frames frames, Pushes pushes) {
        this.sessions = sessions;
        this.clients = clients;
        this.frames = frames;
        this.pushes = pushes;
    }

    JsonObject open(Exchange exchange) {
        exchange.body();
        return view(exchange, sessions.open(exchange.portal(), exchange.person()));
    }

    JsonArray list(Exchange exchange) {
        return PortalViews.list(sessions.of(exchange.portal(), exchange.person()), session -> view(exchange, session));
    }

    JsonObject get(Exchange exchange) {
        return view(exchange, session(exchange));
    }

    JsonObject reload(Exchange exchange) {
        var session = session(exchange);
        sessions.reload(exchange.portal(), exchange.person(), session);
        return view(exchange, session);
    }

    JsonObject close(Exchange exchange) {
        var session = session(exchange);
        sessions.close(exchange.portal(), session);
        return new JsonObject().put("session", session.id()).put("closed", true);
    }

    JsonObject renewFrame(Exchange exchange) {
        var session = session(exchange);
        var until = frames.renew(exchange.portal(), session)
                .orElseThrow(() -> ControlError.conflict(
                        "NO_FRAME", "session '" + session.id() + "' has no frame whose bot could write there"));
        return frame(exchange.portal(), exchange.person(), session.frame().orElseThrow())
                .put("grantedUntil", until.toString());
    }

    JsonObject closeFrame(Exchange exchange) {
        var session = session(exchange);
        session.closeFrame();
        return view(exchange, session);
    }

    JsonArray pushes(Exchange exchange) {
        return PortalViews.list(pushes.after(exchange.portal(), exchange.number("after")), SessionControl::push);
    }

    private ClientSession session(Exchange exchange) {
        return clients.named(exchange, exchange.path("session"));
    }

    private JsonObject view(Exchange exchange, ClientSession session) {
        var portal = exchange.portal();
        var person = exchange.person();
        return new JsonObject()
                .put("session", session.id())
                .put("userId", session.userId())
                .put("loadedAt", session.loadedAt().toString())
                .put("refreshAt", session.refreshAt().toString())
                .put("stale", sessions.isStale(portal, person, session))
                .put("pushes", session.pushes())
                .put(
                        "frame",
                        session.frame().map(open -> frame(portal, person, open)).orElse(null));
    }

    private static JsonObject frame(Portal portal, Person person, ClientSession.OpenFrame frame) {
        var dialogId = portal.chats().find(frame.chatId()).map(chat -> chat.dialogId(person.id()));
        return new JsonObject()
                .put("appId", frame.appId())
                .put("botId", frame.botId())
                .put("dialogId", dialogId.orElse(null));
    }

    private static JsonObject push(Push push) {
        return new JsonObject()
                .put("id", push.id())
                .put("at", push.at().toString())
                .put("command", push.command())
                .put("params", new JsonObject(push.params()));
    }
}

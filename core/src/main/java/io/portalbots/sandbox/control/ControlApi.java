package io.portalbots.sandbox.control;

import io.portalbots.sandbox.http.Hosts;
import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.install.Openings;
import io.portalbots.sandbox.install.Webhooks;
import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.messenger.Clicks;
import io.portalbots.sandbox.messenger.Dialogs;
import io.portalbots.sandbox.messenger.Frames;
import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.messenger.Presses;
import io.portalbots.sandbox.messenger.Pushes;
import io.portalbots.sandbox.messenger.Sessions;
import io.portalbots.sandbox.model.World;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /_sandbox/...}: JSON by which people, tests and the messenger page steer a sandbox. Answers under loopback names
 * only. Every refusal is {@code {error, message}}: 400 for a wrong body, 404 for an unknown thing, 405 for a wrong verb,
 * 409 {@code NOT_VISIBLE} for what is dead or hidden from that person.
 */
public final class ControlApi {

    private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);
    private static final String PORTALS = "/_sandbox/portals";
    private static final String PORTAL = PORTALS + "/:portal";
    private static final String FAULTS = "/_sandbox/faults";
    private static final String PERSON = PORTAL + "/users/:user";
    private static final String SESSION = PERSON + "/sessions/:session";
    private static final String INSTALL = PORTAL + "/installs/:client";

    /** Answers one kind of request with JSON, or with a future of it. */
    private interface Action {
        Object answer(Exchange exchange);
    }

    private final World world;
    private final Router router;

    private ControlApi(World world, Router router) {
        this.world = world;
        this.router = router;
    }

    /** Adds the control API to {@code router}; {@code loopbackHttp} is given to portals made later. */
    public static void mount(
            Router router,
            World world,
            boolean loopbackHttp,
            Installs installs,
            BotRemoval removal,
            Messenger messenger,
            Sessions sessions,
            Instruments instruments) {
        var dialogs = new Dialogs(messenger);
        var frames = new Frames(messenger, sessions);
        var clicks = new Clicks(messenger, dialogs, sessions, frames);
        var presses = new Presses(messenger, dialogs, clicks);
        var api = new ControlApi(world, router);
        router.route("/_sandbox/*").handler(ControlApi::onlyLoopback);
        router.route("/_sandbox/*").handler(BodyHandler.create(false).setBodyLimit(1024 * 1024));
        api.portals(new PortalControl(world, loopbackHttp));
        api.installs(new InstallControl(installs));
        api.visits(new VisitControl(new Openings(world)), new WebhookControl(new Webhooks(world.chance())));
        api.staff(new StaffControl());
        api.chats(new ChatControl(messenger.rooms()));
        api.messages(new MessageControl(messenger.editing()));
        api.people(new PersonControl(messenger, dialogs));
        var clients = new ClientFields(sessions);
        api.apps(new AppControl(dialogs, clients, clicks, presses));
        api.sessions(new SessionControl(sessions, clients, frames, new Pushes(sessions)));
        api.calls(new CallControl(instruments.calls()));
        api.clock(new ClockControl(world.clock()));
        api.events(new EventControl(instruments.events()));
        api.faults(new FaultControl(world, instruments.faults(), new Deeds(world, removal)));
    }

    /** Writes the control API's answer to a request that nothing serves, or that is wrong as HTTP. */
    public static void refuse(RoutingContext context, int status) {
        var what = context.request().method() + " " + context.request().path();
        switch (status) {
            case 404 -> write(context, 404, error("NOT_FOUND", "there is nothing at " + what));
            case 405 -> write(context, 405, error("METHOD_NOT_ALLOWED", what + " is not possible"));
            case 413 -> write(context, 413, error("TOO_LARGE", "the body of " + what + " is too large"));
            default -> write(context, status, error("BAD_REQUEST", what + " cannot be answered"));
        }
    }

    private void portals(PortalControl portals) {
        on(HttpMethod.GET, PORTALS, portals::list);
        on(HttpMethod.POST, PORTALS, portals::create);
        on(HttpMethod.GET, PORTAL, portals::get);
        on(HttpMethod.PATCH, PORTAL, portals::change);
        on(HttpMethod.POST, PORTAL + "/rename", portals::rename);
        on(HttpMethod.GET, "/_sandbox/apps", AppCensus::count);
    }

    private void installs(InstallControl installs) {
        on(HttpMethod.POST, "/_sandbox/installs", installs::installMany);
        on(HttpMethod.POST, PORTAL + "/installs", installs::install);
        on(HttpMethod.PATCH, INSTALL, installs::change);
        on(HttpMethod.POST, INSTALL + "/finish", installs::finish);
        on(HttpMethod.POST, INSTALL + "/update", installs::update);
        on(HttpMethod.DELETE, INSTALL, installs::uninstall);
    }

    private void visits(VisitControl visits, WebhookControl webhooks) {
        on(HttpMethod.POST, INSTALL + "/tokens", visits::tokens);
        on(HttpMethod.POST, INSTALL + "/openings", visits::open);
        on(HttpMethod.POST, PORTAL + "/webhooks", webhooks::create);
        on(HttpMethod.DELETE, PORTAL + "/webhooks/:secret", webhooks::remove);
    }

    private void staff(StaffControl staff) {
        on(HttpMethod.PATCH, PERSON, staff::change);
        on(HttpMethod.POST, PERSON, staff::change);
    }

    private void chats(ChatControl chats) {
        on(HttpMethod.POST, PORTAL + "/chats", chats::create);
        on(HttpMethod.POST, PORTAL + "/chats/:chat/users", chats::add);
    }

    private void people(PersonControl people) {
        on(HttpMethod.GET, PERSON + "/dialogs", people::dialogs);
        on(HttpMethod.POST, PERSON + "/dialogs", people::open);
        on(HttpMethod.GET, PERSON + "/messages", people::messages);
        on(HttpMethod.POST, PERSON + "/messages", people::write);
        on(HttpMethod.GET, PERSON + "/typing", people::typing);
    }

    private void apps(AppControl apps) {
        on(HttpMethod.GET, PERSON + "/apps", apps::apps);
        on(HttpMethod.POST, PERSON + "/clicks", apps::click);
        on(HttpMethod.POST, PERSON + "/presses", apps::press);
        on(HttpMethod.GET, PORTAL + "/visibility", apps::visibility);
    }

    private void sessions(SessionControl sessions) {
        on(HttpMethod.GET, PERSON + "/sessions", sessions::list);
        on(HttpMethod.POST, PERSON + "/sessions", sessions::open);
        on(HttpMethod.GET, SESSION, sessions::get);
        on(HttpMethod.DELETE, SESSION, sessions::close);
        on(HttpMethod.POST, SESSION + "/reload", sessions::reload);
        on(HttpMethod.POST, SESSION + "/frame", sessions::renewFrame);
        on(HttpMethod.DELETE, SESSION + "/frame", sessions::closeFrame);
        on(HttpMethod.GET, PORTAL + "/pushes", sessions::pushes);
    }

    private void messages(MessageControl messages) {
        on(HttpMethod.PATCH, PERSON + "/messages/:message", messages::edit);
        on(HttpMethod.DELETE, PERSON + "/messages/:message", messages::delete);
    }

    private void calls(CallControl calls) {
        on(HttpMethod.GET, "/_sandbox/calls", calls::get);
        on(HttpMethod.GET, "/_sandbox/calls/count", calls::count);
        on(HttpMethod.DELETE, "/_sandbox/calls", calls::reset);
    }

    private void clock(ClockControl clock) {
        on(HttpMethod.GET, "/_sandbox/clock", clock::get);
        on(HttpMethod.POST, "/_sandbox/clock", clock::set);
    }

    private void events(EventControl events) {
        on(HttpMethod.GET, PORTAL + "/events", events::list);
        on(HttpMethod.GET, PORTAL + "/events/:event", events::get);
        on(HttpMethod.DELETE, PORTAL + "/events", events::clear);
    }

    private void faults(FaultControl faults) {
        on(HttpMethod.GET, FAULTS, faults::list);
        on(HttpMethod.POST, FAULTS, faults::add);
        on(HttpMethod.DELETE, FAULTS, faults::clear);
        on(HttpMethod.DELETE, FAULTS + "/:fault", faults::remove);
    }

    private void on(HttpMethod method, String path, Action action) {
        router.route(method, path).handler(context -> answer(context, action));
    }

    private void answer(RoutingContext context, Action action) {
        try {
            var answer = action.answer(new Exchange(world, context));
            (answer instanceof Future<?> later ? later : Future.succeededFuture(answer))
                    .onSuccess(body -> write(context, 200, body))
                    .onFailure(e -> refuse(context, e));
        } catch (RuntimeException e) {
            refuse(context, e);
        }
    }

    private static void refuse(RoutingContext context, Throwable why) {
        if (why instanceof ControlError refusal) {
            write(context, refusal.status(), error(refusal.error(), String.valueOf(refusal.getMessage())));
            return;
        }
        LOG.atError()
                .setCause(why)
                .addKeyValue("path", context.request().path())
                .log("the control API failed");
        write(context, 500, error("INTERNAL_SERVER_ERROR", "a bug of the sandbox: see its log"));
    }

    private static void onlyLoopback(RoutingContext context) {
        if (Hosts.isLoopback(Hosts.of(context.request()))) {
            context.next();
        } else {
            write(context, 403, error("FORBIDDEN", "the control API answers under loopback names only"));
        }
    }

    private static JsonObject error(String error, String message) {
        return new JsonObject().put("error", error).put("message", message);
    }

    private static void write(RoutingContext context, int status, Object body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Json.encodeToBuffer(body));
    }
}

package io.portalbots.sandbox;

import io.portalbots.sandbox.conformance.BehavioursPage;
import io.portalbots.sandbox.control.ControlApi;
import io.portalbots.sandbox.control.Instruments;
import io.portalbots.sandbox.event.AppEvents;
import io.portalbots.sandbox.event.AuthBlocks;
import io.portalbots.sandbox.event.BotEvents;
import io.portalbots.sandbox.event.Courier;
import io.portalbots.sandbox.event.EventLog;
import io.portalbots.sandbox.event.Events;
import io.portalbots.sandbox.event.Hits;
import io.portalbots.sandbox.event.Outbox;
import io.portalbots.sandbox.fault.Faults;
import io.portalbots.sandbox.http.AuthServer;
import io.portalbots.sandbox.http.Authorize;
import io.portalbots.sandbox.http.CallLog;
import io.portalbots.sandbox.http.Interposer;
import io.portalbots.sandbox.http.Moved;
import io.portalbots.sandbox.http.Pages;
import io.portalbots.sandbox.http.RestEndpoint;
import io.portalbots.sandbox.http.TokenEndpoint;
import io.portalbots.sandbox.install.Installs;
import io.portalbots.sandbox.install.Openings;
import io.portalbots.sandbox.install.ReadyMade;
import io.portalbots.sandbox.messenger.BotRemoval;
import io.portalbots.sandbox.messenger.Messenger;
import io.portalbots.sandbox.messenger.Pushes;
import io.portalbots.sandbox.messenger.Sessions;
import io.portalbots.sandbox.model.Addresses;
import io.portalbots.sandbox.model.Chance;
import io.portalbots.sandbox.model.PortalTraits;
import io.portalbots.sandbox.model.SandboxClock;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.rest.Authentication;
import io.portalbots.sandbox.rest.Methods;
import io.portalbots.sandbox.rest.RestApi;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Wires a sandbox. One event loop serves every request, timer and delivery, which is why nothing is locked. */
final class SandboxVerticle extends VerticleBase {

    private final SandboxOptions options;
    private final Clock real;
    private volatile Addresses addresses = new Addresses("http", 0); // until the port is known
    private Optional<ReadyMade> readyMade = Optional.empty();

    SandboxVerticle(SandboxOptions options, Clock real) {
        this.options = options;
        this.real = real;
    }

    Addresses addresses() {
        return addresses;
    }

    /** Installs the ready-made application. May be called from any thread. */
    Future<JsonObject> credentials() {
        var installed = Promise.<JsonObject>promise();
        context.runOnContext(loop -> installed.complete(readyMade.orElseThrow().install()));
        return installed.future();
    }

    /** The port is part of every portal's domain, so the world begins when the port is known. */
    @Override
    public Future<?> start() {
        var router = Router.router(vertx);
        var server = vertx.createHttpServer(serverOptions()).requestHandler(router);
        return server.listen(options.port(), options.host())
                .recover(e -> Future.failedFuture(new IOException(
                        "the sandbox cannot listen on " + options.host() + ":" + options.port() + ": " + e.getMessage(),
                        e)))
                .map(listening -> begin(router, listening));
    }

    private HttpServer begin(Router router, HttpServer listening) {
        var clock = new SandboxClock(real);
        addresses = new Addresses(options.scheme(), listening.actualPort());
        var world = new World(addresses, clock, new Chance(options.seed()));
        var traits = PortalTraits.usual(options.loopbackHttp());
        options.portals().forEach(name -> world.create(name, traits));

        var courier = new Courier(vertx);
        var hits = new Hits();
        var eventLog = new EventLog(clock);
        var auth = new AuthBlocks(world.tokens(), hits);
        var events = new Events(new Outbox(vertx, clock, world.chance(), courier), auth, hits, eventLog, clock);
        var botEvents = new BotEvents(events, auth);
        var messenger = new Messenger(botEvents, clock);
        var sessions = new Sessions(clock, world.chance());
        var pushes = new Pushes(sessions);
        var removal = new BotRemoval(botEvents, world.tokens(), pushes);
        var appEvents = new AppEvents(events, auth);
        var installs = new Installs(world, appEvents, removal, courier);
        var methods = new Methods(messenger, removal, pushes, appEvents, world);
        readyMade = Optional.of(new ReadyMade(world, installs));
        var api = new RestApi(methods, new Authentication(world.tokens()), hits, clock);
        var log = new CallLog(clock);
        var faults = new Faults(world.chance());
        route(router, world, api, new Interposer(vertx, faults, world.tokens(), log), log);
        var instruments = new Instruments(log, eventLog, faults);
        ControlApi.mount(router, world, options.loopbackHttp(), installs, removal, messenger, sessions, instruments);
        return listening;
    }

    private static void route(Router router, World world, RestApi api, Interposer interposer, CallLog log) {
        var authServer = new AuthServer(world);
        var rest = new RestEndpoint(world, api, authServer, interposer, log);
        var token = new TokenEndpoint(world, authServer, interposer, log);
        var pages = new Pages(world);
        var authorize = new Authorize(world, new Openings(world), pages);
        router.route().handler(new Moved(world));
        for (var below : List.of("", Addresses.AUTH_PATH)) {
            router.route(below + "/rest/*").handler(context -> rest.handle(context.request()));
            router.route(below + "/oauth/token/").handler(context -> token.handle(context.request()));
        }
        router.get("/_sandbox/docs").handler(new BehavioursPage());
        router.get("/oauth/authorize/").handler(context -> authorize.handle(context.request()));
        router.getWithRegex(Pages.PATHS + "|" + Pages.APPS).handler(context -> page(pages, context));
        List.of(400, 404, 405, 413)
                .forEach(status -> router.errorHandler(status, context -> ControlApi.refuse(context, status)));
    }

    private static void page(Pages pages, RoutingContext context) {
        if (!pages.serve(context.request())) {
            context.fail(404);
        }
    }

    /** HTTP/1.1 only, over TLS too: its limits are ours. */
    private HttpServerOptions serverOptions() {
        return options.tls()
                .map(SandboxVerticle::withTls)
                .orElseGet(HttpServerOptions::new)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxHeaderSize(64 * 1024);
    }

    private static HttpServerOptions withTls(SandboxCertificate tls) {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(tls.certificate()))
                        .addKeyValue(Buffer.buffer(tls.key())));
    }
}

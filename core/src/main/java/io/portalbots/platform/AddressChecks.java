package io.portalbots.platform;

import io.portalbots.portal.Http;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.web.Presence;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether portals find us at {@code public-url}: whoever listens on {@code host} and {@code port}, a running platform
 * or a listener for the while, is called there from outside, and has to be the one who answers.
 */
final class AddressChecks {

    private static final String WHAT = "public address";
    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST);

    private final Vertx vertx;
    private final Config config;
    private final Http http;

    AddressChecks(Vertx vertx, Config config, Http http) {
        this.vertx = vertx;
        this.config = config;
        this.http = http;
    }

    /** @param running the mark of the platform that runs, if one does */
    Finding address(Optional<String> running) {
        if (config.publicUrl().isEmpty()) {
            return Finding.failed(WHAT, "public-url is not set", "set it to the https address that portals call");
        }
        if (running.isPresent()) {
            return met(running.get(), "the running platform");
        }
        var presence = new Presence();
        try {
            var server = listening(presence);
            try {
                return met(presence.mark(), "a listener on " + config.host() + ":" + config.port());
            } finally {
                server.close().await();
            }
        } catch (StartException e) {
            return Finding.failed(
                    WHAT, String.valueOf(e.getMessage()), "stop what listens there, or choose another port");
        }
    }

    private HttpServer listening(Presence presence) {
        var router = Router.router(vertx);
        presence.on(router);
        router.route().handler(context -> context.response().end());
        try {
            return vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(config.port(), config.host())
                    .await();
        } catch (Exception e) { // await() throws what listening failed with, checked or not
            throw Ports.refusal("port", config.host(), config.port(), e);
        }
    }

    private Finding met(String mark, String whom) {
        for (var application : config.applications()) {
            for (var method : METHODS) {
                var finding = missed(method, Entry.of(config, application).eventHandler(), mark, whom);
                if (finding.isPresent()) {
                    return finding.get();
                }
            }
        }
        return Finding.ok(WHAT, config.publicUrl().orElseThrow() + " leads to " + whom + " by GET, HEAD and POST");
    }

    private Optional<Finding> missed(HttpMethod method, URI address, String mark, String whom) {
        try {
            var seen = http.look(method, address, Presence.HEADER);
            if (seen.status() == 200 && seen.header().equals(mark)) {
                return Optional.empty();
            }
            var who = seen.header().isEmpty() ? "somebody else" : "another Portalbots";
            var why = seen.header().equals(mark) ? whom : who;
            return Optional.of(Finding.failed(
                    WHAT,
                    method + " " + address + " is answered with " + seen.status() + " by " + why + ", not with 200 by "
                            + whom,
                    "let the reverse proxy pass every method below /bitrix24/ to " + config.host() + ":"
                            + config.port()));
        } catch (PortalUnavailableException e) {
            return Optional.of(Finding.failed(
                    WHAT,
                    method + " " + address + ": " + e.getMessage(),
                    "check the name's address, the certificate and the reverse proxy before " + config.host() + ":"
                            + config.port()));
        }
    }
}

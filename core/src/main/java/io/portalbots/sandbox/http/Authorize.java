package io.portalbots.sandbox.http;

import io.portalbots.sandbox.install.Openings;
import io.portalbots.sandbox.install.Openings.Visit;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import io.portalbots.sandbox.wire.Params;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Where an application sends a person to be let in [docs: settings/oauth] [src:
 * bitrix/components/bitrix/rest.authorize].
 *
 * <pre>{@code
 * GET /oauth/authorize/?client_id=..&state=..[&user_id=2][&redirect_uri=..]
 * 302  Location: {url of the card}?code=..&state=..&domain=..&member_id=..&scope=im,imbot&server_domain=..
 * 200  the code itself, where the card names no url and the request no redirect_uri
 * 404  nobody has that client_id here; 403 with an error code for whoever is not let in
 * }</pre>
 *
 * <p>There are no passwords in a sandbox. {@code user_id} says who is logged in, or the cookie of a person's session does;
 * without both a browser gets a page on which to choose, and any other client the first administrator. A {@code redirect_uri} counts only where the card names no
 * url: a guess.
 */
public final class Authorize implements Handler<HttpServerRequest> {

    private final World world;
    private final Openings openings;
    private final Pages pages;

    /** Authorization on the portals of a world. */
    public Authorize(World world, Openings openings, Pages pages) {
        this.world = world;
        this.openings = openings;
        this.pages = pages;
    }

    @Override
    public void handle(HttpServerRequest request) {
        var host = Hosts.of(request);
        var params =
                new Params(PhpForm.decode(Optional.ofNullable(request.query()).orElse("")));
        Hosts.portal(world, host)
                .ifPresentOrElse(
                        portal -> onPortal(request, portal, params),
                        () -> say(request, 404, "PORTAL_NOT_FOUND: no portal answers to host '" + host + "'"));
    }

    private void onPortal(HttpServerRequest request, Portal portal, Params params) {
        var clientId = params.text("client_id");
        Optional.ofNullable(portal.installations().get(clientId))
                .filter(app -> !app.isWebhook())
                .ifPresentOrElse(
                        app -> onApplication(request, portal, app, params),
                        () -> say(
                                request,
                                404,
                                "APPLICATION_NOT_FOUND: no application '" + clientId + "' on " + portal.domain()));
    }

    private void onApplication(HttpServerRequest request, Portal portal, Installation app, Params params) {
        var person = person(request, portal, params);
        if (person.isPresent()) {
            let(request, new Visit(portal, app, person.get()), params);
        } else if (params.empty("user_id") && isBrowser(request)) {
            pages.send(request, "/authorize.html");
        } else {
            say(request, 403, "USER_NOT_FOUND: there is nobody to log in");
        }
    }

    private void let(HttpServerRequest request, Visit visit, Params params) {
        openings.toTokens(visit)
                .ifPresentOrElse(
                        obstacle -> say(request, 403, obstacle.error() + ": " + obstacle.message()),
                        () -> redirect(request, visit, params));
    }

    private void redirect(HttpServerRequest request, Visit visit, Params params) {
        var portal = visit.portal();
        var code = world.codes()
                .issue(portal, visit.app().clientId(), visit.person().id());
        var address = visit.app().card().url().or(() -> webAddress(params.text("redirect_uri")));
        if (address.isEmpty()) {
            say(request, 200, code);
            return;
        }
        var endpoints = Hosts.endpoints(world, request, portal);
        var query = new LinkedHashMap<String, Object>();
        query.put("code", code);
        query.put("state", params.text("state"));
        query.put("domain", endpoints.domain());
        query.put("member_id", portal.memberId());
        query.put("scope", visit.app().card().scopes());
        query.put("server_domain", endpoints.authDomain());
        var separator = address.get().contains("?") ? "&" : "?";
        request.response()
                .setStatusCode(302)
                .putHeader("Location", address.get() + separator + PhpForm.encode(query))
                .putHeader("Cache-Control", "no-store")
                .end();
    }

    private static Optional<Person> person(HttpServerRequest request, Portal portal, Params params) {
        if (!params.empty("user_id")) {
            return portal.people().find(params.integer("user_id"));
        }
        return loggedIn(request, portal).or(() -> isBrowser(request) ? Optional.empty() : portal.firstAdmin());
    }

    private static Optional<Person> loggedIn(HttpServerRequest request, Portal portal) {
        return Optional.ofNullable(request.getCookie("PHPSESSID"))
                .flatMap(cookie -> portal.people()
                        .first(person -> portal.session(person.id()).equals(cookie.getValue())));
    }

    private static boolean isBrowser(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html");
    }

    private static Optional<String> webAddress(String text) {
        return Optional.of(text).filter(address -> address.matches("https?://[\\x21-\\x7e]+"));
    }

    private static void say(HttpServerRequest request, int status, String text) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(text);
    }
}

package io.portalbots.sandbox.control;

import io.vertx.core.json.JsonObject;

/** A portal's people as its administrator handles them. */
final class StaffControl {

    /**
     * {@code {"dismissed": true, "admin": false, "name": "Bob Miller"}}: what is not said stays. Tokens of the dismissed are
     * kept, but refused; pages that are open show the name that was.
     */
    JsonObject change(Exchange exchange) {
        var portal = exchange.portal();
        var person = exchange.person();
        var body = exchange.body("dismissed", "admin", "name");
        var named = body.has("name") ? person.named(body.text("name")) : person;
        var changed = named.as(body.flag("admin", person.admin()), body.flag("dismissed", person.dismissed()));
        portal.people().replace(person.id(), changed);
        return PortalViews.person(portal, changed);
    }
}

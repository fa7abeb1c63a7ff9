package io.portalbots.sandbox.control;

import io.portalbots.sandbox.install.Webhooks;
import io.vertx.core.json.JsonObject;

/** Inbound webhooks of people: make one, take one away. */
final class WebhookControl {

    private final Webhooks webhooks;

    WebhookControl(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** {@code {"userId": 2}}. */
    JsonObject create(Exchange exchange) {
        var person = exchange.person(exchange.body("userId").number("userId"));
        var portal = exchange.portal();
        var secret = webhooks.create(portal, person.id());
        var endpoints = portal.addresses().endpoints(portal.name());
        return new JsonObject()
                .put("userId", person.id())
                .put("webhook_url", Webhooks.url(endpoints, person.id(), secret));
    }

    JsonObject remove(Exchange exchange) {
        var secret = exchange.path("secret");
        if (exchange.portal().webhooks().remove(secret) == null) {
            throw ControlError.notFound("WEBHOOK_NOT_FOUND", "no webhook has that secret");
        }
        return new JsonObject().put("removed", true);
    }
}

package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Editing;
import io.portalbots.sandbox.model.Message;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a person does to messages of their own, for as long as a portal lets them: three days. Bots that heard of a message
 * hear of it.
 *
 * <pre>{@code
 * PATCH  PERSON/messages/90001    {"text": "better"}
 *   200  {"id": 90001, "text": "better", "state": "edited", ..}      as GET PERSON/messages shows it
 * DELETE PERSON/messages/90001    {"complete": true}               or no body: a trace stays
 *   200  {"deleted": 90001}
 *   409  NOT_EDITABLE                                              not theirs, too old, or deleted
 * }</pre>
 */
final class MessageControl {

    private final Editing editing;

    MessageControl(Editing editing) {
        this.editing = editing;
    }

    JsonObject edit(Exchange exchange) {
        var text = exchange.body("text").text("text");
        var message = own(exchange);
        var portal = exchange.portal();
        editing.change(portal, message, exchange.person(), message.content().withText(text));
        return MessageViews.read(portal, portal.messages().find(message.id()).orElseThrow());
    }

    JsonObject delete(Exchange exchange) {
        var complete = exchange.body("complete").flag("complete", false);
        var message = own(exchange);
        editing.delete(exchange.portal(), message, exchange.person(), complete);
        return new JsonObject().put("deleted", message.id());
    }

    private Message own(Exchange exchange) {
        var id = exchange.path("message");
        var person = exchange.person();
        return Optional.of(id)
                .filter(text -> text.matches("\\d{1,9}"))
                .flatMap(text -> exchange.portal().messages().find(Integer.parseInt(text)))
                .filter(message -> editing.isOpenTo(message, person.id()))
                .orElseThrow(() -> ControlError.conflict(
                        "NOT_EDITABLE", "message " + id + " is not, or no longer, open to user " + person.id()));
    }
}

package io.portalbots.sandbox.control;

import io.portalbots.sandbox.messenger.Dialogs;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.World;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A request to the control API, with what its path names. */
record Exchange(World world, RoutingContext context) {

    /** A path parameter. */
    String path(String name) {
        return Optional.ofNullable(context.pathParam(name)).orElse("");
    }

    /** A query parameter. */
    Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(value -> !value.isEmpty());
    }

    /** A query parameter that must be there. */
    String required(String name) {
        return query(name).orElseThrow(() -> ControlError.wrongField("query parameter '" + name + "' is missing"));
    }

    /** A query parameter that is a number, 0 if absent. */
    int number(String name) {
        var text = query(name).orElse("0");
        if (!text.matches("\\d{1,9}")) {
            throw ControlError.wrongField("query parameter '" + name + "' must be a whole number");
        }
        return Integer.parseInt(text);
    }

    /** The body, which may hold these fields only. */
    Fields body(String... known) {
        return Fields.of(anyBody().body(), known);
    }

    /** The body, for who must read one field to know the others. */
    Fields anyBody() {
        try {
            return new Fields(Optional.ofNullable(context.body().asJsonObject()).orElseGet(JsonObject::new));
        } catch (DecodeException | ClassCastException noJson) {
            throw ControlError.malformed("the body must be a JSON object");
        }
    }

    Portal portal() {
        return world.portal(path("portal"))
                .orElseThrow(
                        () -> ControlError.notFound("PORTAL_NOT_FOUND", "there is no portal '" + path("portal") + "'"));
    }

    /** The person in the path. */
    Person person() {
        return person(path("user"));
    }

    /** The person with that id. */
    Person person(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("\\d{1,9}"))
                .flatMap(text -> portal().people().find(Integer.parseInt(text)))
                .orElseThrow(() -> ControlError.notFound(
                        "USER_NOT_FOUND", "there is no user " + id + " on portal '" + path("portal") + "'"));
    }

    /** The person with that id. */
    Person person(int id) {
        return person(String.valueOf(id));
    }

    /** The application named in the path. */
    Installation installation() {
        var clientId = path("client");
        return Optional.ofNullable(portal().installations().get(clientId))
                .orElseThrow(() -> ControlError.notFound(
                        "INSTALL_NOT_FOUND",
                        "application '" + clientId + "' is not installed on portal '" + path("portal") + "'"));
    }

    /** The dialog that the person in the path names so. */
    Dialogs.Entry dialog(Dialogs dialogs, String dialogId) {
        return dialog(dialogs, person(), dialogId);
    }

    /** The dialog that {@code person} names so. */
    Dialogs.Entry dialog(Dialogs dialogs, Person person, String dialogId) {
        return dialogs.find(portal(), person, dialogId)
                .orElseThrow(
                        () -> ControlError.notVisible("dialog '" + dialogId + "' is not open to user " + person.id()));
    }

    /** The group named in the path. */
    Chat group() {
        var id = path("chat");
        return Optional.of(id)
                .filter(text -> text.matches("\\d{1,9}"))
                .flatMap(text -> portal().chats().find(Integer.parseInt(text)))
                .filter(chat -> !chat.isPrivate())
                .orElseThrow(() -> ControlError.notFound(
                        "CHAT_NOT_FOUND", "there is no group chat " + id + " on portal '" + path("portal") + "'"));
    }
}

package io.portalbots.sandbox.control;

import io.portalbots.sandbox.model.Card;
import io.portalbots.sandbox.model.Installation;
import io.portalbots.sandbox.model.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An application's card and what it is allowed, as fields of JSON, read and written. What is not said stays; {@code null}
 * takes an address away, and lets all users in.
 */
final class AppFields {

    private static final String[] NAMES = {
        "url", "installUrl", "eventUrl", "scope", "status", "version", "active", "onHold", "paid", "users"
    };

    private AppFields() {}

    /** The fields of a body that holds these and {@code others}. */
    static String[] and(String... others) {
        return Stream.of(others, NAMES).flatMap(Stream::of).toArray(String[]::new);
    }

    /** {@code before}, changed as the body says. */
    static Card card(Fields body, Card before) {
        return new Card(
                url(body, "url", before.url()),
                url(body, "installUrl", before.installUrl()),
                url(body, "eventUrl", before.eventUrl()),
                body.optionalText("scope").map(AppFields::scope).orElse(before.scope()),
                body.optionalText("status").map(AppFields::status).orElse(before.status()),
                body.has("version") ? version(body) : before.version());
    }

    /** {@code before}, changed as the body says; an empty list of users lets only administrators in. */
    static Standing standing(Fields body, Standing before) {
        return new Standing(
                body.flag("active", before.active()),
                body.flag("onHold", before.onHold()),
                body.flag("paid", before.paid()),
                users(body, before.users()));
    }

    /** The version that the body names. */
    static int version(Fields body) {
        var version = body.number("version");
        if (version < 1) {
            throw ControlError.wrongField("field 'version' must be 1 or more");
        }
        return version;
    }

    static JsonObject view(Installation app) {
        var card = app.card();
        var standing = app.standing();
        return new JsonObject()
                .put("clientId", app.clientId())
                .put("installed", app.installed())
                .put("url", card.url().orElse(null))
                .put("installUrl", card.installUrl().orElse(null))
                .put("eventUrl", card.eventUrl().orElse(null))
                .put("scope", card.scopes())
                .put("status", card.status())
                .put("version", card.version())
                .put("active", standing.active())
                .put("onHold", standing.onHold())
                .put("paid", standing.paid())
                .put(
                        "users",
                        standing.users()
                                .map(users -> new JsonArray(List.copyOf(users)))
                                .orElse(null));
    }

    private static Optional<String> url(Fields body, String name, Optional<String> before) {
        return body.isCleared(name) ? Optional.empty() : body.optionalUrl(name).or(() -> before);
    }

    private static Optional<Set<Integer>> users(Fields body, Optional<Set<Integer>> before) {
        if (body.isCleared("users")) {
            return Optional.empty();
        }
        return body.has("users") ? Optional.of(Set.copyOf(body.numbers("users"))) : before;
    }

    private static List<String> scope(String text) {
        var words =
                Stream.of(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            throw ControlError.wrongField("field 'scope' must name scopes such as im,imbot");
        }
        return words;
    }

    private static String status(String text) {
        if (!text.matches("[FDTPLS]")) {
            throw ControlError.wrongField("field 'status' must be one of F, D, T, P, L, S");
        }
        return text;
    }
}

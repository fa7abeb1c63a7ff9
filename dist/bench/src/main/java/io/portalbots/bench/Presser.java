package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A person who waits for an app of a title, step by step: is it there, is there a greeting, does its button work. */
final class Presser {

    private static final int PERSON = 2;
    private static final int COLLEAGUE = 1;

    private final Control control;
    private final String portal;
    private final String title;
    private String session = "";
    private Optional<String> bot = Optional.empty();
    private Optional<Long> pressedAt = Optional.empty();

    Presser(Control control, String portal, String title) {
        this.control = control;
        this.portal = portal;
        this.title = title;
    }

    void openMessenger() {
        session = control.post(path("/sessions"), new JsonObject()).getString("session");
    }

    /** Since when the messenger that was opened shows it: since it fetched its list last. */
    Optional<Instant> seesItOnThePanel() {
        return app("&session=" + session)
                .map(shown -> control.get(path("/sessions/" + session)).getString("loadedAt"))
                .map(Instant::parse);
    }

    /** When its press worked. */
    Optional<Long> pressedAt() {
        return pressedAt;
    }

    /** Takes the next step, if it can be taken. */
    void goOn() {
        if (pressedAt.isPresent()) {
            return;
        }
        if (bot.isEmpty()) {
            bot = app("").map(app -> String.valueOf(app.getInteger("botId")));
            bot.ifPresent(opened -> control.post(path("/dialogs"), new JsonObject().put("dialogId", opened)));
        }
        bot.flatMap(this::button).ifPresent(message -> {
            var press = new JsonObject().put("messageId", message).put("button", title);
            if (!control.post(path("/presses"), press).getString("effect").equals("frame")) {
                throw new IllegalStateException("the button on " + portal + " opens no frame");
            }
            pressedAt = Optional.of(System.nanoTime());
        });
    }

    /** The app as a messenger shows it in the dialog with a colleague. */
    private Optional<JsonObject> app(String more) {
        return objects(path("/apps?dialogId=" + COLLEAGUE + more))
                .filter(app -> app.getString("title").equals(title))
                .findFirst();
    }

    /** The newest message of the bot with such a button. */
    private Optional<Integer> button(String dialog) {
        return objects(path("/messages?dialogId=" + dialog))
                .filter(message -> message.getJsonArray("keyboard").stream()
                        .anyMatch(button -> title.equals(((JsonObject) button).getString("text"))))
                .map(message -> message.getInteger("id"))
                .reduce((earlier, later) -> later);
    }

    private Stream<JsonObject> objects(String path) {
        return control.list(path).stream().map(JsonObject.class::cast);
    }

    private String path(String rest) {
        return "/portals/" + portal + "/users/" + PERSON + rest;
    }
}

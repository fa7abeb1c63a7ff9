package io.portalbots.testkit;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A person at the messenger, in one dialog at a time: at first the one with the portal's first bot. What people do comes
 * to the plugin as an event, a little later; {@link #sees} waits for it.
 */
public final class User {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int id;
    private final PortalPages portal;
    private final BooleanSupplier quiet;
    private String dialog;
    private int seen;

    private User(int id, PortalPages portal, BooleanSupplier quiet, String dialog) {
        this.id = id;
        this.portal = portal;
        this.quiet = quiet;
        this.dialog = dialog;
    }

    static User called(String firstName, PortalPages portal, BooleanSupplier quiet) {
        var id = idOf(portal.all("users"), firstName);
        var dialog = portal.all("bots").stream()
                .findFirst()
                .map(bot -> String.valueOf(bot.getInteger("id")))
                .orElse("");
        return new User(id, portal, quiet, dialog);
    }

    private static int idOf(List<JsonObject> people, String firstName) {
        var names = people.stream().map(person -> person.getString("name")).toList();
        return people.stream()
                .filter(person -> person.getString("name").split(" ", 2)[0].equals(firstName))
                .findFirst()
                .map(person -> person.getInteger("id"))
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + firstName + " among " + names));
    }

    /**
     * Opens a dialog, so that a bot greets.
     *
     * @param who the name of a bot or a person, or the title of a group
     */
    public void opens(String who) {
        var dialogs = portal.list(path("/dialogs"));
        var titles = dialogs.stream().map(one -> one.getString("title")).toList();
        dialog = dialogs.stream()
                .filter(one -> one.getString("title").equals(who))
                .findFirst()
                .map(one -> one.getString("dialogId"))
                .orElseThrow(() -> new IllegalArgumentException("there is no dialog " + who + " among " + titles));
        seen = 0;
        portal.post(path("/dialogs"), new JsonObject().put("dialogId", dialog));
    }

    /** Writes a message or a command. */
    public void types(String text) {
        requireDialog();
        remember(portal.post(path("/messages"), body().put("text", text)).getInteger("messageId"));
    }

    /**
     * Clicks an app on the panel, by its code or title.
     *
     * @throws IllegalArgumentException naming what is on the panel, if the app is not
     */
    public Effect clicks(String app) {
        var apps = onPanel();
        var found = apps.stream()
                .filter(one -> isCalled(one, app))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no app " + app + " among " + apps()));
        remember(newest());
        return Effect.of(portal.post(path("/clicks"), body().put("appId", found.getInteger("appId"))));
    }

    /**
     * Presses a button of the newest message that has one of that label.
     *
     * @throws IllegalArgumentException if no message has
     */
    public Effect presses(String button) {
        return presses("keyboard", "button", button);
    }

    /**
     * Picks an item from the menu of the newest message that has one of that label.
     *
     * @throws IllegalArgumentException if no message has
     */
    public Effect picks(String item) {
        return presses("menu", "menu", item);
    }

    private Effect presses(String where, String field, String label) {
        var message = messages().stream()
                .filter(one -> labels(one, where).contains(label))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalArgumentException("no message has " + label + " in its " + where));
        remember(newest());
        var body = new JsonObject().put("messageId", message.getInteger("id")).put(field, label);
        return Effect.of(portal.post(path("/presses"), body));
    }

    /** Titles of the apps on the panel and in the menu beside it. */
    public List<String> apps() {
        return onPanel().stream().map(app -> app.getString("title")).toList();
    }

    /**
     * The newest message of somebody else since this person last did something, once the plugin has answered everything.
     *
     * @throws AssertionError with what there is, if there is none
     */
    public String sees() {
        return answer().getString("text");
    }

    /** The buttons under that message. */
    public List<String> buttons() {
        return labels(answer(), "keyboard");
    }

    /** The items of that message's menu. */
    public List<String> menu() {
        return labels(answer(), "menu");
    }

    private JsonObject answer() {
        requireDialog();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!quiet.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return newestOfOthers()
                .orElseThrow(() -> new AssertionError("nobody answered; the dialog is "
                        + messages().stream().map(one -> one.getString("text")).toList()));
    }

    private Optional<JsonObject> newestOfOthers() {
        return messages().stream()
                .filter(message -> message.getInteger("id") > seen && message.getInteger("authorId") != id)
                .reduce((older, newer) -> newer);
    }

    private void remember(int message) {
        seen = Math.max(seen, message);
    }

    private int newest() {
        return messages().stream()
                .mapToInt(message -> message.getInteger("id"))
                .max()
                .orElse(0);
    }

    private List<JsonObject> messages() {
        return portal.list(path("/messages?dialogId=" + dialog));
    }

    private List<JsonObject> onPanel() {
        requireDialog();
        return portal.list(path("/apps?dialogId=" + dialog));
    }

    private void requireDialog() {
        if (dialog.isEmpty()) {
            throw new IllegalStateException("the portal has no bot to talk to; say with whom by opens(..)");
        }
    }

    /** The platform puts the plugin's id before the code: {@code echo.help}. */
    private static boolean isCalled(JsonObject app, String called) {
        var code = app.getString("code");
        return called.equals(app.getString("title")) || code.equals(called) || code.endsWith("." + called);
    }

    private static List<String> labels(JsonObject message, String where) {
        var labels = new ArrayList<String>();
        for (var button : message.getJsonArray(where)) {
            Optional.ofNullable(((JsonObject) button).getString("text")).ifPresent(labels::add);
        }
        return labels;
    }

    private JsonObject body() {
        return new JsonObject().put("dialogId", dialog);
    }

    private String path(String what) {
        return "/users/" + id + what;
    }
}

package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.messenger.Visibility.Verdict;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.PortalTraits.Generation;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What happens when a person opens a chat app, from the panel or by a button: as the list says that the person's
 * messenger has loaded, not as the portal knows by now.
 */
public final class Clicks {

    private static final Pattern BREAKS_SCRIPT = Pattern.compile("['\"\\\\]");

    private final Messenger messenger;
    private final Dialogs dialogs;
    private final Sessions sessions;
    private final Frames frames;

    /** Clicks in dialogs that {@code messenger} keeps. */
    public Clicks(Messenger messenger, Dialogs dialogs, Sessions sessions, Frames frames) {
        this.messenger = messenger;
        this.dialogs = dialogs;
        this.sessions = sessions;
        this.frames = frames;
    }

    /** A click on the panel or in the apps menu. */
    public Effect click(Client client, int appId, Dialogs.Entry entry) {
        var listed = client.session().snapshot().find(appId);
        if (listed.isEmpty()) {
            return nothing(appId, whyUnlisted(client, appId));
        }
        var verdict = verdict(client, listed.get(), entry);
        return verdict.click()
                ? perform(client, entry, listed.get(), Optional.empty())
                : nothing(appId, String.join(" ", verdict.why()));
    }

    /**
     * A press on a button with an APP_ID. A messenger that does not know the id fetches its list anew and looks again; if
     * that is in vain it ends in a script error, or with APP_PARAMS goes on fetching [src: im/install/js/im/im.js].
     */
    Effect open(Client client, int appId, Dialogs.Entry entry, FrameUrl.FromButton button) {
        if (client.portal().traits().generation() == Generation.NEW) {
            return nothing(appId, Visibility.NEW_MESSENGER);
        }
        var listed = fetched(client, appId);
        if (listed.isEmpty()) {
            var end = button.params().isPresent() ? "goes on fetching its list." : "ends in a script error.";
            return nothing(appId, whyUnlisted(client, appId) + " The messenger " + end);
        }
        if (client.portal().traits().isReal() && breaksScript(button)) {
            return nothing(appId, "A quote or backslash in APP_PARAMS breaks the script of its button.");
        }
        var verdict = verdict(client, listed.get(), entry);
        return verdict.button()
                ? perform(client, entry, listed.get(), Optional.of(button))
                : nothing(appId, String.join(" ", verdict.why()));
    }

    private Optional<ListedApp> fetched(Client client, int appId) {
        var session = client.session();
        if (session.snapshot().find(appId).isEmpty()) {
            sessions.refetch(client.portal(), client.person(), session);
        }
        return session.snapshot().find(appId);
    }

    private static Verdict verdict(Client client, ListedApp app, Dialogs.Entry entry) {
        return Visibility.listed(client.portal().traits(), app.shape(), client.person(), entry.dialog());
    }

    private static boolean breaksScript(FrameUrl.FromButton button) {
        return !button.inMenu()
                && button.params()
                        .filter(params -> BREAKS_SCRIPT.matcher(params).find())
                        .isPresent();
    }

    private static Effect nothing(int appId, String why) {
        return new Effect.NotVisible("app " + appId + " does not open here. " + why);
    }

    private static String whyUnlisted(Client client, int appId) {
        return client.portal()
                .chatApps()
                .find(appId)
                .map(app -> Visibility.missingSupport(app, client.person()))
                .map(missing -> missing.isEmpty()
                        ? "The list of this messenger is from "
                                + client.session().loadedAt() + " and lacks it."
                        : String.join(" ", missing))
                .orElse("There is no such app on the portal.");
    }

    private Effect perform(Client client, Dialogs.Entry entry, ListedApp app, Optional<FrameUrl.FromButton> button) {
        var chat = dialogs.open(client.portal(), client.person(), entry);
        return switch (app.action()) {
            case Action.Js js
            when client.browser().tamper().isPresent() ->
                new Effect.NotTampered("app " + app.id() + " opens no frame to tamper with: it runs " + js.method());
            case Action.Js js -> run(client, chat, js);
            case Action.Frame frame -> frames.open(client, chat, app, frame, button);
        };
    }

    private Effect run(Client client, Chat chat, Action.Js js) {
        return switch (js.method()) {
            case "PUT" -> new Effect.Put(js.param());
            case "SEND" ->
                new Effect.Sent(
                        js.param(),
                        messenger
                                .say(client.portal(), client.person(), chat, js.param())
                                .id());
            case "CALL" -> new Effect.Call(js.param());
            case "SUPPORT" -> new Effect.Support(js.param());
            default -> throw new IllegalStateException("no JS method " + js.method());
        };
    }
}

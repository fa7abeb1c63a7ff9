package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.Optional;

/**
 * A chat app as a messenger client holds it: an item of the list it loads with its page. Made for one person, signatures
 * included, so it goes on showing and signing what was true then [src: im/lib/app.php getListForJs].
 *
 * @param title in the person's language, else the portal's, else the first there is; may be empty
 */
public record ListedApp(
        int id,
        int botId,
        String botCode,
        String code,
        Signatures signatures,
        Action action,
        String context,
        boolean hidden,
        Optional<Image> icon,
        String title,
        String description,
        String copyright) {

    private static final ChatApp.Phrase NO_PHRASE = new ChatApp.Phrase("", "", "", "");

    /** Lists {@code app} for {@code viewer} with the phrases of {@code cached}, which is the same app or was it. */
    static ListedApp of(Portal portal, Person viewer, ChatApp app, ChatApp cached) {
        var phrase =
                cached.phrase(viewer.language(), portal.traits().language()).orElse(NO_PHRASE);
        return new ListedApp(
                app.id(),
                app.botId(),
                portal.bots().find(app.botId()).map(Bot::code).orElse(""),
                app.code(),
                Signatures.of(portal, viewer.id(), app.hash()),
                app.action(),
                app.context(),
                app.hidden(),
                app.icon(),
                phrase.title(),
                phrase.description(),
                phrase.copyright());
    }

    /** As far as visibility depends on it. */
    public Visibility.Shape shape() {
        return new Visibility.Shape(botId, context, hidden, icon.isPresent(), !title.isEmpty());
    }

    /** The same with other signatures. */
    ListedApp signed(Signatures others) {
        return new ListedApp(
                id, botId, botCode, code, others, action, context, hidden, icon, title, description, copyright);
    }

    /** After {@code appUpdateIcon}: context, command, address and size are new, all else is as it was loaded [src]. */
    ListedApp updated(ChatApp now) {
        return new ListedApp(
                id,
                botId,
                botCode,
                code,
                signatures,
                popupAsLoaded(now.action()),
                now.context(),
                hidden,
                icon,
                title,
                description,
                copyright);
    }

    private Action popupAsLoaded(Action now) {
        return switch (now) {
            case Action.Js js -> js;
            case Action.Frame frame ->
                new Action.Frame(
                        frame.url(),
                        frame.width(),
                        frame.height(),
                        action instanceof Action.Frame before && before.popup());
        };
    }
}

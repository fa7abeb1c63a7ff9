package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import io.portalbots.sandbox.model.Secrets;
import java.time.Instant;
import java.util.Optional;

/**
 * The frames of messengers, one at a time in each. While one is open its bot may write into the dialog: the messenger
 * asks for ten minutes on opening and renews them every 500 s [src: im/install/js/im/im.js].
 */
public final class Frames {

    private final Messenger messenger;
    private final Sessions sessions;

    /** Frames whose bots write through {@code messenger}. */
    public Frames(Messenger messenger, Sessions sessions) {
        this.messenger = messenger;
        this.sessions = sessions;
    }

    /** Opens {@code frame} of {@code app} in {@code chat}, from the panel or from a button. */
    Effect open(Client client, Chat chat, ListedApp app, Action.Frame frame, Optional<FrameUrl.FromButton> button) {
        var signed = signed(client, app);
        if (signed.isEmpty()) {
            return new Effect.NotTampered("app " + app.id() + " never had another HASH to sign with");
        }
        client.session().show(new ClientSession.OpenFrame(app.id(), app.botId(), chat.id()));
        messenger.grant(client.portal(), chat, app.botId());
        var address = address(client, chat);
        var browser = client.browser();
        return new Effect.Frame(
                button.map(from -> address.fromButton(signed.get(), frame, from))
                        .orElseGet(() -> address.fromPanel(signed.get(), frame)),
                browser.width(frame.width()),
                browser.height(frame.height()),
                app.title(),
                app.copyright(),
                frame.popup() || button.isPresent(),
                button.isPresent());
    }

    /** Ten minutes more for the bot of the frame on show: until when. Empty if there is no frame, bot or chat any more. */
    public Optional<Instant> renew(Portal portal, ClientSession session) {
        return session.frame()
                .filter(frame -> portal.bots().find(frame.botId()).isPresent())
                .flatMap(frame ->
                        portal.chats().find(frame.chatId()).map(chat -> messenger.grant(portal, chat, frame.botId())));
    }

    /** The app as it is signed in the address; empty if that forgery is not possible. */
    private Optional<ListedApp> signed(Client client, ListedApp app) {
        var tamper = client.browser().tamper();
        if (tamper.isEmpty()) {
            return Optional.of(app);
        }
        return switch (tamper.get()) {
            case BAD_HASH -> Optional.of(signed(client, app, Secrets.md5("nobody's hash of app " + app.id())));
            case OLD_HASH -> sessions.clients(client.portal()).oldHash(app.id()).map(hash -> signed(client, app, hash));
            case OTHER_USER -> Optional.of(app);
        };
    }

    private static ListedApp signed(Client client, ListedApp app, String hash) {
        return app.signed(Signatures.of(client.portal(), client.person().id(), hash));
    }

    private static FrameUrl address(Client client, Chat chat) {
        var portal = client.portal();
        var person = client.person();
        return new FrameUrl(
                portal.origin(),
                client.browser()
                                .tamper()
                                .filter(Browser.Tamper.OTHER_USER::equals)
                                .isPresent()
                        ? other(portal, person)
                        : person.id(),
                chat.dialogId(person.id()),
                chat,
                person.language(),
                client.browser());
    }

    private static int other(Portal portal, Person person) {
        return portal.people()
                .first(other -> other.id() != person.id())
                .map(Person::id)
                .orElse(0);
    }
}

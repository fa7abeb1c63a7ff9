package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Person;
import io.portalbots.sandbox.model.Portal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dialogs by the names people give them: {@code 62} the private one with member 62, {@code chat441} a group. */
public final class Dialogs {

    /**
     * A dialog somebody may open.
     *
     * @param type {@code user}, {@code bot}, {@code chat} or {@code lines}
     * @param chat empty as long as a private dialog was never opened
     */
    public record Entry(String dialogId, String title, String type, Optional<Chat> chat, Dialog dialog) {}

    private final Messenger messenger;

    /** Dialogs that {@code messenger} opens. */
    public Dialogs(Messenger messenger) {
        this.messenger = messenger;
    }

    /** All dialogs of a person: every other member of the portal, then the chats that person is in. */
    public List<Entry> of(Portal portal, Person viewer) {
        var entries = new ArrayList<Entry>();
        portal.people().all().forEach(person -> entries.add(with(portal, viewer, person)));
        portal.bots().all().forEach(bot -> entries.add(with(portal, viewer, bot)));
        portal.chats().all().stream().filter(chat -> !chat.isPrivate()).forEach(chat -> entries.add(group(chat)));
        return entries.stream().filter(entry -> isOpenTo(viewer, entry)).toList();
    }

    /** The dialog a person means; empty if there is none, or not for that person. */
    public Optional<Entry> find(Portal portal, Person viewer, String dialogId) {
        return of(portal, viewer).stream()
                .filter(entry -> entry.dialogId().equals(dialogId))
                .findFirst();
    }

    /** The chat of a dialog, opened if need be. */
    public Chat open(Portal portal, Person viewer, Entry entry) {
        return entry.chat().orElseGet(() -> {
            var other = portal.member(Integer.parseInt(entry.dialogId())).orElseThrow();
            return messenger.open(portal, viewer, other);
        });
    }

    private static boolean isOpenTo(Person viewer, Entry entry) {
        return !entry.dialogId().equals(String.valueOf(viewer.id()))
                && entry.chat().stream().allMatch(chat -> chat.members().contains(viewer.id()));
    }

    private static Entry with(Portal portal, Person viewer, Member other) {
        var id = String.valueOf(other.id());
        var type = other instanceof Bot ? "bot" : "user";
        var chat = viewer.id() == other.id()
                ? Optional.<Chat>empty()
                : Messenger.privateChat(portal, viewer.id(), other.id());
        return new Entry(id, other.name(), type, chat, Dialog.with(other));
    }

    private static Entry group(Chat chat) {
        var type = chat.isLines() ? "lines" : "chat";
        return new Entry("chat" + chat.id(), chat.title(), type, Optional.of(chat), Dialog.of(chat));
    }
}

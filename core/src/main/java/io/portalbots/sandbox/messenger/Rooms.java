package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.event.BotEvents;
import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.Chat;
import io.portalbots.sandbox.model.Chat.Looks;
import io.portalbots.sandbox.model.Member;
import io.portalbots.sandbox.model.Portal;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens chats and lets members in and out. Bots that come in hear of it. */
public final class Rooms {

    /** A chat to be made. */
    public record Plan(String type, String title, String entityType, String entityId, Looks looks) {

        private static final Plan PRIVATE = new Plan("P", "", "", "", Looks.PLAIN);
    }

    private final BotEvents events;
    private final Clock clock;

    Rooms(BotEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** The private chat of two members, if it was opened before. */
    public static Optional<Chat> privateChat(Portal portal, int one, int other) {
        var both = Set.of(one, other);
        return portal.chats().first(chat -> chat.isPrivate() && chat.members().equals(both));
    }

    /** Opens the private chat of a member with another; a bot hears of it the first time. */
    public Chat open(Portal portal, Member one, Member other) {
        return privateChat(portal, one.id(), other.id()).orElseGet(() -> {
            var chat = add(portal, Plan.PRIVATE, one, Set.of(one.id(), other.id()));
            tellJoined(portal, chat, other, one, true);
            return chat;
        });
    }

    /** The same without a word, as when a bot writes first. */
    public Chat openQuietly(Portal portal, Member one, Member other) {
        return privateChat(portal, one.id(), other.id())
                .orElseGet(() -> add(portal, Plan.PRIVATE, one, Set.of(one.id(), other.id())));
    }

    /** Makes a chat with those members. */
    public Chat create(Portal portal, Plan plan, Member author, Collection<? extends Member> members) {
        var chat = add(portal, plan, author, Set.of());
        join(portal, chat, author, members, true);
        return chat;
    }

    /** Lets members in; {@code history} is whether they may read what was said before. */
    public void join(Portal portal, Chat chat, Member actor, Collection<? extends Member> members, boolean history) {
        for (var member : members) {
            if (chat.members().add(member.id())) {
                if (!history) {
                    chat.hidden().put(member.id(), portal.messages().last());
                }
                tellJoined(portal, chat, member, actor, history);
            }
        }
    }

    /** Lets a member out, who is no manager any more. */
    public static void leave(Portal portal, Chat chat, int memberId) {
        chat.members().remove(memberId);
        chat.hidden().remove(memberId);
        var managers = chat.managers().stream().filter(id -> id != memberId).collect(Collectors.toSet());
        portal.chats().replace(chat.id(), chat.withManagers(managers));
    }

    private Chat add(Portal portal, Plan plan, Member author, Set<Integer> members) {
        return portal.chats()
                .add(id -> new Chat(
                        id,
                        plan.type(),
                        plan.title().isEmpty() && !plan.type().equals("P") ? "Chat #" + id : plan.title(),
                        author.id(),
                        plan.entityType(),
                        plan.entityId(),
                        "",
                        members,
                        Map.of(),
                        plan.looks(),
                        Set.of(),
                        Optional.of(clock.instant())));
    }

    private void tellJoined(Portal portal, Chat chat, Member member, Member actor, boolean history) {
        if (member instanceof Bot bot && bot.id() != actor.id()) {
            Optional.ofNullable(portal.installations().get(bot.clientId()))
                    .ifPresent(app -> events.joined(
                            portal, app, bot, EventParams.joined(portal, chat, bot, actor, history), actor));
        }
    }
}

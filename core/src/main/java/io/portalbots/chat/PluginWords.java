package io.portalbots.chat;

import io.portalbots.chat.Messenger.KeyButton;
import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.Messenger.Posted;
import io.portalbots.spi.Button;
import io.portalbots.spi.ChatException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What one plugin says on one portal; what goes wrong becomes a {@link ChatException}. */
final class PluginWords {

    private final Messenger messenger;
    private final Directory directory;
    private final Tenant tenant;
    private final String plugin;

    PluginWords(Messenger messenger, Directory directory, Tenant tenant, String plugin) {
        this.messenger = messenger;
        this.directory = directory;
        this.tenant = tenant;
        this.plugin = plugin;
    }

    /** How a message gets to the portal. */
    @FunctionalInterface
    interface Way {

        Posted post(String text, List<KeyButton> keyboard);
    }

    /** Straight to it. */
    Way to(Place place) {
        return (text, keyboard) -> messenger.post(tenant, place, text, keyboard);
    }

    /** Posts, and answers the message's number, if the portal says it. */
    OptionalLong post(Way way, String text, List<Button> keyboard) {
        var posted = heard("the message may not have reached the portal", () -> way.post(text, keys(keyboard)));
        return switch (posted) {
            case Posted.There there -> there.message();
            case Posted.Refused refused ->
                throw new ChatException("the portal refused the message: " + refused.error());
        };
    }

    void edit(long bot, long messageId, String text, List<Button> keyboard) {
        heard(
                        "the change may not have reached the portal",
                        () -> messenger.edit(tenant, bot, messageId, text, keys(keyboard)))
                .ifPresent(error -> {
                    throw new ChatException("the portal refused the change: " + error);
                });
    }

    void typing(Place place) {
        heard("the portal was not told of the typing", () -> {
            messenger.typing(tenant, place);
            return true;
        });
    }

    boolean hasMember(long bot, long group, long person) {
        return heard(
                "the portal did not say who is in the chat", () -> messenger.hasMember(tenant, bot, group, person));
    }

    private List<KeyButton> keys(List<Button> keyboard) {
        return keyboard.isEmpty() ? List.of() : Keyboards.of(plugin, keyboard, directory.apps(tenant));
    }

    private static <T> T heard(String otherwise, Supplier<T> what) {
        try {
            return what.get();
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            throw new ChatException(otherwise, e);
        } catch (Outbox.OverException e) {
            throw new ChatException("the time to answer is over", e);
        }
    }
}

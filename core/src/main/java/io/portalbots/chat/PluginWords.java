package io.portalbots.chat;

import io.portalbots.chat.Messenger.Content;
import io.portalbots.chat.Messenger.Place;
import io.portalbots.chat.Messenger.Posted;
import io.portalbots.spi.Button;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Text;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.List;
import java.util.Optional;
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

    /**
     * What a plugin says.
     *
     * @param menu absent where it says nothing of one
     */
    record Said(String text, List<Button> keyboard, Optional<List<Button>> menu) {

        Said(String text, List<Button> keyboard) {
            this(text, keyboard, Optional.empty());
        }

        Said(Text text, Keyboard keyboard, Menu menu) {
            this(text.toString(), keyboard.buttons(), Optional.of(menu.buttons()));
        }

        boolean hasButtons() {
            return !keyboard.isEmpty() || menu.filter(items -> !items.isEmpty()).isPresent();
        }
    }

    /** How a message gets to the portal. */
    @FunctionalInterface
    interface Way {

        Posted post(Content content);
    }

    /** Straight to it. */
    Way to(Place place) {
        return content -> messenger.post(tenant, place, content);
    }

    /** Posts, and answers the message's number, if the portal says it. */
    OptionalLong post(Way way, Said said) {
        var posted = heard("the message may not have reached the portal", () -> way.post(content(said)));
        return switch (posted) {
            case Posted.There there -> there.message();
            case Posted.Refused refused ->
                throw new ChatException("the portal refused the message: " + refused.error());
        };
    }

    void edit(long bot, long messageId, Said said) {
        heard("the change may not have reached the portal", () -> messenger.edit(tenant, bot, messageId, content(said)))
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

    private Content content(Said said) {
        var apps = said.hasButtons() ? directory.apps(tenant) : List.<Directory.Entry>of();
        return new Content(
                said.text(),
                Keyboards.of(plugin, said.keyboard(), apps),
                said.menu().map(items -> Keyboards.of(plugin, items, apps)));
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

package io.portalbots.chat;

import io.portalbots.chat.Messenger.Place;
import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatException;
import io.portalbots.spi.Host;
import io.portalbots.spi.Portal;
import io.portalbots.spi.Storage;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.List;

/** A plugin's way to answer one event. */
final class BotChat implements Chat {

    private final Messenger messenger;
    private final Directory directory;
    private final Tenant tenant;
    private final String plugin;
    private final Place place;
    private final Host host;

    BotChat(Messenger messenger, Directory directory, Tenant tenant, String plugin, Place place, Host host) {
        this.messenger = messenger;
        this.directory = directory;
        this.tenant = tenant;
        this.plugin = plugin;
        this.place = place;
        this.host = host;
    }

    @Override
    public Storage storage() {
        return host.storage();
    }

    @Override
    public Portal portal() {
        return host.portal();
    }

    @Override
    public void say(String text, List<Button> keyboard) {
        try {
            var keys = keyboard.isEmpty()
                    ? List.<Messenger.KeyButton>of()
                    : Keyboards.of(plugin, keyboard, directory.apps(tenant));
            messenger.post(tenant, place, text, keys).ifPresent(error -> {
                throw new ChatException("the portal refused the message: " + error);
            });
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            throw new ChatException("the message may not have reached the portal", e);
        }
    }

    @Override
    public void typing() {
        try {
            messenger.typing(tenant, place);
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            throw new ChatException("the portal was not told of the typing", e);
        }
    }
}

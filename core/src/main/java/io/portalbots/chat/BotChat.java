package io.portalbots.chat;

import io.portalbots.spi.Button;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatException;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TenantUnavailableException;
import java.util.List;

/** A plugin's way to answer one event. */
final class BotChat implements Chat {

    private final Speech speech;
    private final Directory directory;
    private final Tenant tenant;
    private final String plugin;

    BotChat(Speech speech, Directory directory, Tenant tenant, String plugin) {
        this.speech = speech;
        this.directory = directory;
        this.tenant = tenant;
        this.plugin = plugin;
    }

    @Override
    public void say(String text, List<Button> keyboard) {
        try {
            var keys = keyboard.isEmpty()
                    ? List.<Messenger.KeyButton>of()
                    : Keyboards.of(plugin, keyboard, directory.apps(tenant));
            speech.say(text, keys).ifPresent(error -> {
                throw new ChatException("the portal refused the message: " + error);
            });
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            throw new ChatException("the message may not have reached the portal", e);
        } catch (Outbox.OverException e) {
            throw new ChatException("the time to answer is over", e);
        }
    }

    @Override
    public void typing() {
        try {
            speech.typingNow();
        } catch (PortalUnavailableException | TenantUnavailableException e) {
            throw new ChatException("the portal was not told of the typing", e);
        }
    }
}

package io.portalbots.testkit.parrot;

import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.BotProfile.Color;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Label;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Message;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Setting;
import io.portalbots.spi.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/** A plugin to try the extension with. */
@Extension
public final class Parrot implements ChatPlugin {

    private static final Setting NAME = new Setting("name", new Setting.Type.Line(50), Map.of("en", "Who feeds it"));

    @Override
    public Optional<BotProfile> bot() {
        return Optional.of(new BotProfile("Parrot", "Talks", Color.LIME));
    }

    @Override
    public List<Setting> settings() {
        return List.of(NAME);
    }

    @Override
    public Offer offer(PortalInfo portal) {
        var title = portal.setting("name").map(name -> "Cracker for " + name).orElse("Cracker");
        return Offer.of(new ChatApp(
                "cracker",
                new ChatApp.Action.Put("/cracker"),
                Audience.everywhere(),
                Map.of("en", new Label(title, "Feeds the parrot"))));
    }

    @Override
    public void onMessage(Message message, Chat chat) {
        chat.say(
                Text.of("Polly says: ").plain(message.text()),
                Keyboard.of(),
                Menu.of().put("Feed", "/cracker"));
    }
}

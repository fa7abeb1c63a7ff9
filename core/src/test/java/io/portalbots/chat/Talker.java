package io.portalbots.chat;

import io.portalbots.spi.Arrival;
import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.Chat;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.Keyboard;
import io.portalbots.spi.Label;
import io.portalbots.spi.Menu;
import io.portalbots.spi.Message;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Text;
import java.util.Map;
import java.util.Optional;

/** Says what it hears; fails when told to, and beta never greets. */
record Talker(String name) implements ChatPlugin {

    @Override
    public Optional<BotProfile> bot() {
        return Optional.of(new BotProfile(name, "", BotProfile.Color.RED));
    }

    @Override
    public Offer offer(PortalInfo portal) {
        var action = new ChatApp.Action.Send("/help");
        return Offer.of(new ChatApp("help", action, Audience.everywhere(), Map.of("en", new Label("Help", ""))));
    }

    @Override
    public void onMessage(Message message, Chat chat) {
        if (message.text().equals("fail " + name)) {
            throw new AssertionError("told to");
        }
        if (message.text().equals("menu")) {
            chat.say(Text.of(name).plain(" offers"), Keyboard.of(), Menu.of().put("Cook", "/cook"));
        } else {
            chat.say(name + " heard " + message.text());
        }
    }

    @Override
    public void onCommand(CommandCall call, Chat chat) {
        chat.say(name + " runs " + call.word());
    }

    @Override
    public String greeting(Arrival arrival) {
        if (name.equals("beta")) {
            throw new IllegalStateException("shy");
        }
        return name + " greets " + arrival.person().name();
    }
}

package io.portalbots.registry;

import io.portalbots.spi.Audience;
import io.portalbots.spi.BotProfile;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Command;
import io.portalbots.spi.Label;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A plugin with a bot, a command and the apps that are set; fails when told to. */
public final class EchoPlugin implements ChatPlugin {

    public boolean fails;
    public String text = "/help";
    public List<String> codes = List.of("a", "b");
    Optional<ChatApp.Action> action = Optional.empty();

    @Override
    public Optional<BotProfile> bot() {
        return Optional.of(new BotProfile("Echo", "", BotProfile.Color.MINT));
    }

    @Override
    public List<Command> commands() {
        return List.of(new Command("help", Map.of("en", new Command.Phrase("Help", ""))));
    }

    @Override
    public Offer offer(PortalInfo portal) {
        if (fails) {
            throw new IllegalStateException("no luck");
        }
        return new Offer(apps(codes.stream(), action.orElseGet(() -> new ChatApp.Action.Send(text))), List.of());
    }

    public static List<ChatApp> apps(Stream<String> codes, ChatApp.Action action) {
        return codes.map(code -> new ChatApp(code, action, Audience.everywhere(), Map.of("en", new Label(code, ""))))
                .toList();
    }
}

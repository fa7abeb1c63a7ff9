package io.portalbots.plugins.support;

import io.portalbots.spi.Audience;
import io.portalbots.spi.ChatApp;
import io.portalbots.spi.ChatApp.Action;
import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Icon;
import io.portalbots.spi.Label;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Setting;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** A button that opens the support chat of an Open Channel, which each portal's administrator sets. */
@Extension
public final class SupportButton implements ChatPlugin {

    private static final Setting LINE = new Setting(
            "line",
            new Setting.Type.OpenChannel(),
            Map.of("en", "Code of the Open Channel", "de", "Code des Kommunikationskanals"));

    private static final Map<String, Label> LABELS = Map.of(
            "en", new Label("Support", "Opens the chat with our support"),
            "de", new Label("Support", "Öffnet den Chat mit unserem Support"));

    private static final Icon ICON = Icon.resource(SupportButton.class, "support.png");

    @Override
    public List<Setting> settings() {
        return List.of(LINE);
    }

    /** A line that was right when it was set may not be so by today's rules: then the button waits for a right one. */
    @Override
    public Offer offer(PortalInfo portal) {
        return portal.setting(LINE.key())
                .filter(line -> LINE.problem(line).isEmpty())
                .map(line -> Offer.of(support(line)))
                .orElseGet(() -> Offer.missing(
                        LINE.key(),
                        Map.of(
                                "en", "A button that opens the chat with support",
                                "de", "Eine Schaltfläche, die den Chat mit dem Support öffnet")));
    }

    private static ChatApp support(String line) {
        return new ChatApp("support", new Action.Support(line), Audience.everywhere(), LABELS).with(ICON);
    }
}

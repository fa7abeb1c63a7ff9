package io.portalbots.plugins.call;

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

/** A button that dials a number, which each portal's administrator sets. */
@Extension
public final class CallButton implements ChatPlugin {

    private static final Setting PHONE = new Setting(
            "phone", new Setting.Type.Phone(), Map.of("en", "Number to dial", "de", "Nummer, die gewählt wird"));

    private static final Map<String, Label> LABELS = Map.of(
            "en", new Label("Call us", "Dials our number"),
            "de", new Label("Rufen Sie uns an", "Wählt unsere Nummer"));

    private static final Icon ICON = Icon.resource(CallButton.class, "call.png");

    @Override
    public List<Setting> settings() {
        return List.of(PHONE);
    }

    /** A number that was right when it was set may not be so by today's rules: then the button waits for a right one. */
    @Override
    public Offer offer(PortalInfo portal) {
        return portal.setting(PHONE.key())
                .filter(number -> PHONE.problem(number).isEmpty())
                .map(number -> Offer.of(call(number)))
                .orElseGet(() -> Offer.missing(
                        PHONE.key(),
                        Map.of(
                                "en", "A button that dials a number",
                                "de", "Eine Schaltfläche, die eine Nummer wählt")));
    }

    private static ChatApp call(String number) {
        return new ChatApp("call", new Action.Call(number), Audience.everywhere(), LABELS).with(ICON);
    }
}

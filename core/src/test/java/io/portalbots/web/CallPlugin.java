package io.portalbots.web;

import io.portalbots.spi.ChatPlugin;
import io.portalbots.spi.Offer;
import io.portalbots.spi.PortalInfo;
import io.portalbots.spi.Setting;
import java.util.List;
import java.util.Map;

/** A plugin that has a setting and offers nothing. */
final class CallPlugin implements ChatPlugin {

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("phone", new Setting.Type.Phone(), Map.of("en", "Phone")));
    }

    @Override
    public Offer offer(PortalInfo portal) {
        return Offer.of();
    }
}

package io.portalbots.chat;

import io.portalbots.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is on the portal, as a test lists it; {@code *} is the plugin of the shared bot. */
record ListedDirectory(Map<Long, String> bots, List<Entry> list) implements Directory {

    @Override
    public Optional<Long> botOf(Tenant tenant, String plugin) {
        return bots.entrySet().stream()
                .filter(bot -> bot.getValue().equals(plugin))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Optional<String> pluginOf(Tenant tenant, long bot) {
        return Optional.ofNullable(bots.get(bot)).filter(plugin -> !plugin.equals("*"));
    }

    @Override
    public boolean ours(Tenant tenant, long bot) {
        return bots.containsKey(bot);
    }

    /** As if every app had a frame. */
    @Override
    public Standing standing(Tenant tenant, String plugin, String code) {
        return list.stream()
                .filter(entry -> entry.plugin().equals(plugin) && entry.code().equals(code))
                .findFirst()
                .map(entry -> Standing.FRAME)
                .orElse(Standing.GONE);
    }

    @Override
    public List<Entry> apps(Tenant tenant) {
        return list;
    }
}

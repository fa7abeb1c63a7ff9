package io.portalbots.tenant;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A REST application registered with Bitrix24, through which portals install this platform.
 *
 * @param name in our routes and tables, 1 to 40 of {@code a-z 0-9 -}
 * @param clientId as Bitrix24 issued it, such as {@code local.6512ab34cd56ef.10203040}
 * @param kind how portals get it
 * @param plugins ids of the plugins it brings; empty for all
 */
public record Application(String name, String clientId, Secret clientSecret, Kind kind, Set<String> plugins) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    /** How portals get an application. */
    public enum Kind {
        /** From the Market; serves many portals. */
        MARKET,
        /** Made by the administrator of one portal. */
        LOCAL
    }

    public Application {
        checkName(name);
        plugins = Set.copyOf(plugins);
    }

    public boolean brings(String plugin) {
        return plugins.isEmpty() || plugins.contains(plugin);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("application name must match " + NAME + " but is '" + name + "'");
        }
    }
}

package io.portalbots.portal;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The portals of one's own that may be called although their addresses are not public: {@code portal.example.com} and
 * {@code *.example.com} (every name below) by name, {@code 10.1.2.3} and {@code 10.0.0.0/8} by address. All but ranges may
 * end in a port, {@code portal.example.com:8443} or {@code [fd00::1]:8443}; without one it is that of https.
 */
public record AllowList(List<Name> names, List<Place> places) {

    public static final AllowList NOBODY = new AllowList(List.of(), List.of());

    private static final Pattern NAME = Pattern.compile("(\\*\\.)?" + Outward.NAME);
    private static final int OF_HTTPS = 0;

    /** @param pattern a name, or {@code *.} and what it ends in */
    record Name(String pattern, int port) {

        boolean is(String host) {
            return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
        }
    }

    record Place(Network network, int port) {}

    public AllowList {
        names = List.copyOf(names);
        places = List.copyOf(places);
    }

    /**
     * Reads entries.
     *
     * @throws IllegalArgumentException naming the entry that is none
     */
    public static AllowList of(List<String> entries) {
        var list = NOBODY;
        for (var entry : entries) {
            list = list.with(entry);
        }
        return list;
    }

    private AllowList with(String entry) {
        if (Network.literal(entry).isPresent() || entry.contains("/")) {
            return with(new Place(Network.parse(entry), OF_HTTPS));
        }
        var colon = entry.lastIndexOf(':');
        var host = colon < 0 ? entry : entry.substring(0, colon);
        var port = colon < 0 ? OF_HTTPS : port(entry, entry.substring(colon + 1));
        var address = Network.literal(host.replaceAll("^\\[(.*)]$", "$1"));
        if (address.isPresent()) {
            return with(new Place(Network.parse(host.replaceAll("[\\[\\]]", "")), port));
        }
        var name = host.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + entry + "' is no host, *.host, address or network");
        }
        return new AllowList(plus(names, new Name(name, port)), places);
    }

    private AllowList with(Place place) {
        return new AllowList(names, plus(places, place));
    }

    private static int port(String entry, String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("'" + entry + "' has no port from 1 to 65535 behind its colon");
        }
        return Integer.parseInt(text);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        return java.util.stream.Stream.concat(list.stream(), java.util.stream.Stream.of(one))
                .toList();
    }

    /** @param ofHttps the port of entries that name none */
    boolean hasName(String host, int port, int ofHttps) {
        return names.stream()
                .anyMatch(name -> name.is(host) && port == (name.port() == OF_HTTPS ? ofHttps : name.port()));
    }

    boolean hasAddress(InetAddress address, int port, int ofHttps) {
        return places.stream()
                .anyMatch(place -> place.network().contains(address)
                        && port == (place.port() == OF_HTTPS ? ofHttps : place.port()));
    }
}

package io.portalbots.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plugin has for one portal.
 *
 * @param apps each with a code of its own; the portal decides on their order
 * @param missing what an administrator could set to get more
 */
public record Offer(List<ChatApp> apps, List<Missing> missing) {

    /**
     * Something an administrator could set.
     *
     * @param setting the key of a {@link Setting} of this plugin
     * @param why what people get once it is set, by two-letter language code; at least {@code en}
     */
    public record Missing(String setting, Map<String, String> why) {
        public Missing {
            why = Rules.labels("why", why);
        }
    }

    public Offer {
        apps = List.copyOf(apps);
        var codes = apps.stream().map(ChatApp::code).toList();
        Rules.check(codes.size() == Set.copyOf(codes).size(), "apps", "must have codes of their own", codes);
        missing = List.copyOf(missing);
    }

    public static Offer of(ChatApp... apps) {
        return new Offer(List.of(apps), List.of());
    }

    /** Nothing yet, for want of {@code setting}. */
    public static Offer missing(String setting, Map<String, String> why) {
        return new Offer(List.of(), List.of(new Missing(setting, why)));
    }
}

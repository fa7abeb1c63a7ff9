package io.portalbots.tenant;

import java.net.URI;
import java.util.List;

/**
 * The authorization servers that are given the secrets of our applications, and no others.
 *
 * @param origins such as {@code https://oauth.bitrix.info}; the first serves whoever names none of them
 */
public record OAuthHosts(List<URI> origins) {

    public OAuthHosts {
        origins = List.copyOf(origins);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("at least one authorization server has to be configured");
        }
    }

    /** The one whose host {@code endpoint} names, such as {@code https://oauth.bitrix.info/rest/}; else the first. */
    public URI select(String endpoint) {
        return origins.stream()
                .filter(origin -> endpoint.equals(origin.toString()) || endpoint.startsWith(origin + "/"))
                .findFirst()
                .orElse(origins.get(0));
    }
}

package io.portalbots.tenant;

import java.net.URI;
import java.util.Set;

/** Asks a portal, at an address the authorization server named, about the person and portal behind a token. Blocks. */
public interface PortalProbe {

    /**
     * Whom and what a token stands for.
     *
     * @param user the portal's number of the person
     * @param administrator whether the person administers the portal
     * @param language of the portal, two letters
     * @param bots the numbers of the bots there whose code begins as those of ours do; none, if the portal does not tell
     */
    record Standing(long user, boolean administrator, String language, Set<Long> bots) {

        public Standing {
            bots = Set.copyOf(bots);
        }
    }

    /**
     * Asks, by one request.
     *
     * @throws PortalUnavailableException when the portal did not answer
     */
    Standing ask(URI endpoint, Secret accessToken);
}

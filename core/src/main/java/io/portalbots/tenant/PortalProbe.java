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
     */
    record Standing(long user, boolean administrator, String language) {}

    /**
     * Asks.
     *
     * @throws PortalUnavailableException when the portal did not answer
     */
    Standing ask(URI endpoint, Secret accessToken);

    /**
     * The numbers of the bots on the portal whose code begins as those of ours do; none, if it does not tell.
     *
     * @throws PortalUnavailableException when the portal did not answer
     */
    Set<Long> bots(URI endpoint, Secret accessToken);
}

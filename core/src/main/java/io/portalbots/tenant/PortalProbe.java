package io.portalbots.tenant;

import java.net.URI;

/** Asks a portal, at an address the authorization server named, about the person and portal behind a token. Blocks. */
public interface PortalProbe {

    /**
     * Whom and what a token stands for.
     *
     * @param administrator whether the person administers the portal
     * @param language of the portal, two letters
     */
    record Standing(boolean administrator, String language) {}

    /**
     * Asks.
     *
     * @throws PortalUnavailableException when the portal did not answer
     */
    Standing ask(URI endpoint, Secret accessToken);
}

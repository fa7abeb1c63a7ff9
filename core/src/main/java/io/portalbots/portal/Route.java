package io.portalbots.portal;

import java.net.URI;
import java.util.Locale;

/**
 * What a portal counts requests by: itself, and the address they come from.
 *
 * @param portal host and port
 * @param egress the address of ours that its requests leave from; empty while there is only one
 */
record Route(String portal, String egress) {

    static Route to(URI endpoint) {
        return new Route(String.valueOf(endpoint.getAuthority()).toLowerCase(Locale.ROOT), "");
    }
}

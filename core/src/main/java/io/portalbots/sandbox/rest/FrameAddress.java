package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Portal;
import java.util.regex.Pattern;

/** Where a frame may live. As lenient as the server: it looks at the scheme, and that a host is there [src]. */
final class FrameAddress {

    private static final Pattern ADDRESS = Pattern.compile(
            "(https?)://(?:[^/?#@]*+@)?+(\\[[^]/?#]++]|[^/?#:@]++)(?::\\d{1,5})?(?:[/?#].*+)?", Pattern.DOTALL);

    private FrameAddress() {}

    /** Whether it is https, exactly so, or plain http on loopback where the portal takes that. */
    static boolean isAllowed(Portal portal, String url) {
        var address = ADDRESS.matcher(url);
        return address.matches()
                && (address.group(1).equals("https")
                        || (portal.traits().loopbackHttp() && Common.isLoopback(address.group(2))));
    }
}

package io.portalbots.sandbox;

import java.util.List;
import java.util.OptionalLong;

/**
 * How to start a sandbox.
 *
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port 0 picks a free one
 * @param portals names of the portals there from the start; the first also answers to the bare address
 * @param loopbackHttp whether portals accept plain http for frames and event handlers on loopback
 * @param seed makes secrets and chance repeat themselves; empty for others at every start
 */
public record SandboxOptions(String host, int port, List<String> portals, boolean loopbackHttp, OptionalLong seed) {

    /** Options without a seed. */
    public SandboxOptions(String host, int port, List<String> portals, boolean loopbackHttp) {
        this(host, port, portals, loopbackHttp, OptionalLong.empty());
    }

    public SandboxOptions {
        portals = List.copyOf(portals);
        for (var name : portals) {
            if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
                throw new IllegalArgumentException("'" + name + "' is no portal name: use a-z, 0-9 and -, 63 at most");
            }
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535 but is " + port);
        }
    }
}

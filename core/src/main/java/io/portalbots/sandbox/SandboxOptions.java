package io.portalbots.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to start a sandbox. Begin with the four that have to be chosen, and add to them.
 *
 * @param host the address to listen on, such as {@code 127.0.0.1}
 * @param port 0 picks a free one
 * @param portals names of the portals there from the start; the first also answers to the bare address
 * @param loopbackHttp whether portals accept plain http for frames and event handlers on loopback
 * @param seed makes secrets and chance repeat themselves; empty for others at every start
 * @param tls what it shows of itself over https, by which alone it answers then; empty for plain http
 */
public record SandboxOptions(
        String host,
        int port,
        List<String> portals,
        boolean loopbackHttp,
        OptionalLong seed,
        Optional<SandboxCertificate> tls) {

    /** Plain http, and another chance at every start. */
    public SandboxOptions(String host, int port, List<String> portals, boolean loopbackHttp) {
        this(host, port, portals, loopbackHttp, OptionalLong.empty(), Optional.empty());
    }

    public SandboxOptions {
        portals = List.copyOf(portals);
        if (portals.isEmpty()) {
            throw new IllegalArgumentException("a sandbox needs a portal to begin with");
        }
        for (var name : portals) {
            if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
                throw new IllegalArgumentException("'" + name + "' is no portal name: use a-z, 0-9 and -, 63 at most");
            }
            if (Collections.frequency(portals, name) > 1) {
                throw new IllegalArgumentException("portal '" + name + "' is there twice");
            }
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535 but is " + port);
        }
    }

    /** The same with chance that repeats itself, unless {@code number} is empty. */
    public SandboxOptions withSeed(OptionalLong number) {
        return new SandboxOptions(host, port, portals, loopbackHttp, number, tls);
    }

    /** The same over https, unless {@code certificate} is empty. */
    public SandboxOptions withTls(Optional<SandboxCertificate> certificate) {
        return new SandboxOptions(host, port, portals, loopbackHttp, seed, certificate);
    }

    /** {@code http} or {@code https}. */
    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}

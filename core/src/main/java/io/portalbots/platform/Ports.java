package io.portalbots.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether ports are free before anything is started that would have to be stopped again. */
final class Ports {

    private Ports() {}

    /**
     * Lets a port pass on which one can listen; 0 always is.
     *
     * @param key by which the port is configured
     * @throws StartException naming address, port and key
     */
    static void check(String key, String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the servers do, so that a port just left is free
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw refusal(key, host, port, e);
        }
    }

    static StartException refusal(String key, String host, int port, Exception e) {
        return new StartException(
                "cannot listen on " + host + ":" + port + " (" + key + "): " + e.getMessage() + "; 0 picks a free port",
                e);
    }
}

package io.portalbots.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Requests byte by byte, for what no client would send. */
final class RawHttp {

    private RawHttp() {}

    /** Sends a POST to a portal's method from 127.0.0.{@code from}; gives the whole response as text. */
    static String post(TestPortal portal, int from, String pathAndQuery, String type, byte[] body) {
        var head = "POST /rest/" + pathAndQuery + " HTTP/1.1\r\nHost: " + portal.name() + ".bitrix24.localhost\r\n"
                + "Connection: close\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (var socket = new Socket(loopback(1), portal.lab().port(), loopback(from), 0)) {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress loopback(int host) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
    }
}

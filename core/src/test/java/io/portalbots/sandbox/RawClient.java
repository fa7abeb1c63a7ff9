package io.portalbots.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request over a socket of its own, for answers that come in pieces, late or never. */
final class RawClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;

    /** Connects and asks. */
    RawClient(int port, String host, String path, String form) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        in = socket.getInputStream();
        var request = "POST " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next bytes as text; empty when the server closed the connection. */
    String read() throws IOException {
        socket.setSoTimeout(5_000);
        var bytes = new byte[4_096];
        var count = in.read(bytes);
        return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    /** Whether nothing comes and nothing ends for that long. */
    boolean isSilent(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

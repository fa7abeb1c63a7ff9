package io.portalbots.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** Sends the bytes it is told to, and reads answers that have a Content-Length. */
public final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream input;

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        input = new BufferedInputStream(socket.getInputStream());
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** The next answer, its head and body; what there is of it if the connection ends, which may be nothing. */
    public String answer() throws IOException {
        var answer = new ByteArrayOutputStream();
        while (!complete(answer.toString(ISO_8859_1))) {
            var next = input.read();
            if (next < 0) {
                break;
            }
            answer.write(next);
        }
        return answer.toString(ISO_8859_1);
    }

    private static boolean complete(String answer) {
        var head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        var length = answer.substring(0, head)
                .toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return answer.length() >= head + 4 + length;
    }

    /** Ends the connection with a reset. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.portalbots.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Clients that send, or take, one byte at a time. */
final class SlowClients implements AutoCloseable {

    /** What they are slow at. */
    enum At {
        HEAD("POST /form HTTP/1.1\r\nHost: x\r\nX-Slow: "),
        BODY(String.join(
                "\r\n",
                "POST /form HTTP/1.1",
                "Host: x",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 200000",
                "",
                "")),
        ANSWER("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");

        private final String first;

        At(String first) {
            this.first = first;
        }
    }

    private final InetSocketAddress server;
    private final At at;
    private final List<SocketChannel> clients = new ArrayList<>();

    SlowClients(int port, At at) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.at = at;
    }

    /** Lets there be {@code number} of them, in place of those that were cut. */
    void grow(int number) throws IOException {
        while (clients.size() < number) {
            var client = SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            client.connect(server);
            client.write(ByteBuffer.wrap(at.first.getBytes(ISO_8859_1)));
            client.configureBlocking(false);
            clients.add(client);
        }
    }

    /** Each sends or takes its next byte. */
    void step() throws IOException {
        var gone = new ArrayList<SocketChannel>();
        for (var client : clients) {
            if (!alive(client)) {
                client.close();
                gone.add(client);
            }
        }
        clients.removeAll(gone);
    }

    private boolean alive(SocketChannel client) {
        try {
            if (at != At.ANSWER) {
                client.write(ByteBuffer.wrap(new byte[] {'a'}));
            }
            return client.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    int size() {
        return clients.size();
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }
}

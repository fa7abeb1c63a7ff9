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

    /**
     * What they are slow at.
     *
     * @param first what they send at once
     * @param then what they send a byte at a time, over and over; empty if nothing
     */
    record At(String first, String then) {

        static final At HEAD = new At("POST /form HTTP/1.1\r\nHost: x\r\nX-Slow: ", "a");
        static final At BODY = new At(
                String.join(
                        "\r\n",
                        "POST /form HTTP/1.1",
                        "Host: x",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: 200000",
                        "",
                        ""),
                "a");
        static final At ANSWER = new At("GET /large HTTP/1.1\r\nHost: x\r\n\r\n", "");

        private byte[] next(int step) {
            return then.isEmpty() ? new byte[0] : new byte[] {(byte) then.charAt(step % then.length())};
        }
    }

    private final InetSocketAddress server;
    private final At at;
    private final List<Client> clients = new ArrayList<>();

    private static final class Client {

        private final SocketChannel channel;
        private int steps;

        Client(InetSocketAddress server, String first) throws IOException {
            channel = SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, 4096);
            channel.connect(server);
            channel.write(ByteBuffer.wrap(first.getBytes(ISO_8859_1)));
            channel.configureBlocking(false);
        }

        /** Whether it is still connected. */
        boolean step(At at) {
            try {
                channel.write(ByteBuffer.wrap(at.next(steps++)));
                return channel.read(ByteBuffer.allocate(1)) >= 0;
            } catch (IOException e) {
                return false;
            }
        }
    }

    SlowClients(int port, At at) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.at = at;
    }

    /** Lets there be {@code number} of them, in place of those that were cut. */
    void grow(int number) throws IOException {
        while (clients.size() < number) {
            clients.add(new Client(server, at.first()));
        }
    }

    /** Each sends or takes its next byte. */
    void step() throws IOException {
        for (var client : List.copyOf(clients)) {
            if (!client.step(at)) {
                client.channel.close();
                clients.remove(client);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var client : clients) {
            client.channel.close();
        }
    }
}

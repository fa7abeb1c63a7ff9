package io.portalbots.portal;

import io.portalbots.sandbox.SandboxCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who connects to an address of this machine, and lets them through to an https server with a certificate for
 * {@code *.bitrix24.localhost}.
 */
final class TlsServer implements AutoCloseable {

    static final SandboxCertificate CERTIFICATE = SandboxCertificate.make();

    private final NetServer door;
    private final AtomicInteger connections = new AtomicInteger();

    /** @param port 0 for a free one */
    TlsServer(Vertx vertx, String address, int port, Handler<HttpServerRequest> handler) {
        var options = new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(CERTIFICATE.certificate()))
                        .setKeyValue(Buffer.buffer(CERTIFICATE.key())));
        var inside = vertx.createHttpServer(options)
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .await();
        var client = vertx.createNetClient();
        door = vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    socket.pause();
                    client.connect(inside.actualPort(), "127.0.0.1")
                            .onSuccess(other -> join(socket, other))
                            .onFailure(failure -> socket.close());
                })
                .listen(port, address)
                .await();
    }

    private static void join(NetSocket one, NetSocket other) {
        one.pipeTo(other);
        other.pipeTo(one);
    }

    int port() {
        return door.actualPort();
    }

    void forget() {
        connections.set(0);
    }

    int connections() {
        return connections.get();
    }

    /** Whose certificate its own is signed by. */
    static Authorities authorities() {
        var pem = new ByteArrayInputStream(CERTIFICATE.authority().getBytes(StandardCharsets.US_ASCII));
        try {
            Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return new Authorities(List.of(authority));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        door.close().await();
    }
}

package io.portalbots.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code portalbots sandbox}, as somebody else's client meets it. */
class SandboxTest {

    @TempDir
    private Path temp;

    @Test
    void tellsWhatAnyClientNeedsDirectlyBeforeItIsReady() throws Exception {
        try (var sandbox = Server.start("sandbox", "--sandbox-port=0")) {
            var credentials = new JsonObject(sandbox.line("CREDENTIALS"));

            assertThat(sandbox.lines()).hasSize(2);
            assertThat(sandbox.lines().get(0)).startsWith("CREDENTIALS {");
            assertThat(sandbox.line("READY")).contains("messenger=http://acme.bitrix24.localhost:");
            assertThat(credentials.fieldNames())
                    .contains("client_id", "client_secret", "access_token", "refresh_token", "expires", "expires_in")
                    .contains("scope", "domain", "member_id", "user_id", "status", "application_token")
                    .contains("client_endpoint", "server_endpoint", "webhook_url");
            assertThat(credentials.getString("client_endpoint")).isEqualTo(sandbox.ready("sandbox") + "/rest/");
            assertThat(Http.get(credentials.getString("webhook_url") + "profile")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void leavesInAFileWhomToTrust() throws Exception {
        var file = temp.resolve("to be trusted/sandbox.pem");
        try (var sandbox = Server.start("sandbox", "--sandbox-port=0", "--tls", "--tls-cert=" + file)) {
            var credentials = new JsonObject(sandbox.line("CREDENTIALS"));

            assertThat(sandbox.lines()).hasSize(3);
            assertThat(sandbox.line("CERTIFICATE")).isEqualTo(file.toString());
            assertThat(sandbox.line("READY")).contains("=https://").doesNotContain("http://");
            assertThat(status(trusting(file), credentials.getString("webhook_url") + "profile"))
                    .isEqualTo(200);
        }
    }

    @Test
    void keepsItsCertificateWithTheDataUnlessToldOtherwise() throws Exception {
        try (var sandbox = Server.start("sandbox", "--sandbox-port=0", "--tls", "--data=" + temp)) {
            assertThat(sandbox.line("CERTIFICATE"))
                    .isEqualTo(temp.resolve("sandbox.pem").toString());
            assertThat(temp.resolve("sandbox.pem"))
                    .content()
                    .contains("BEGIN CERTIFICATE")
                    .doesNotContain("PRIVATE");
        }
    }

    private static int status(SSLContext tls, String url) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static SSLContext trusting(Path file) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(file)) {
            store.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

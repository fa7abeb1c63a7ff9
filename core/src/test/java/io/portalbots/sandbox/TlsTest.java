package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final SandboxCertificate CERTIFICATE = SandboxCertificate.make();

    @RegisterExtension
    private static final Lab LAB = new Lab(CERTIFICATE);

    @RegisterExtension
    private static final Lab STRANGER = new Lab();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "acme.bitrix24.localhost", "any.bitrix24.localhost"})
    void isTrustedUnderEveryNameByWhoTrustsItsAuthority(String host) {
        var reply = LAB.get("https://" + host + ":" + LAB.port() + "/_sandbox/clock");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void isNotTrustedByStrangers() {
        assertThatThrownBy(() -> STRANGER.get(LAB.url() + "/_sandbox/clock")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void makesNoAddressOfItsOwnThatIsNotHttps() {
        var installed = new TestPortal(LAB, "acme").install();
        var credentials = LAB.credentials();

        assertThat(LAB.url()).isEqualTo("https://127.0.0.1:" + LAB.port());
        assertThat(installed.encode() + credentials.encode()).doesNotContain("http://");
        assertThat(installed.getString("client_endpoint"))
                .isEqualTo("https://acme.bitrix24.localhost:" + LAB.port() + "/rest/");
        assertThat(LAB.get(credentials.getString("webhook_url") + "profile").status())
                .isEqualTo(200);
    }

    @Test
    void tellsTheInstallPageThatItSpeaksHttps() throws Exception {
        try (var page = new Receiver()) {
            var body = new JsonObject().put("via", "page").put("installUrl", page.url());

            new TestPortal(LAB, "acme").install("local.page", body);

            assertThat(page.next("").query()).containsEntry("PROTOCOL", "1");
        }
    }

    @Test
    void satisfiesAPortalThatRequiresHttps() {
        var acme = new TestPortal(LAB, "acme");
        acme.control(HttpMethod.PATCH, "", new JsonObject().put("requireHttps", true));
        var token = acme.install().getString("access_token");

        assertThat(LAB.get("https://acme.bitrix24.localhost:" + LAB.port() + "/rest/profile?auth=" + token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isSignedByAnAuthorityThatCanSignNoOther() throws Exception {
        var authority = read(CERTIFICATE.authority());
        var certificate = read(CERTIFICATE.certificate());

        certificate.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(Stream.of(certificate, authority).map(X509Certificate::getSerialNumber))
                .doesNotHaveDuplicates();
    }

    private static X509Certificate read(String pem) throws Exception {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    }
}

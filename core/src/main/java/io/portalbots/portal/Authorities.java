package io.portalbots.portal;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates are believed: those of the JDK, and some of one's own.
 *
 * @param added of one's own
 */
public record Authorities(List<Certificate> added) {

    /** Those of the JDK. */
    public static final Authorities PUBLIC = new Authorities(List.of());

    public Authorities {
        added = List.copyOf(added);
    }

    /**
     * Adds those of a file in PEM.
     *
     * @throws IllegalArgumentException if it cannot be read, or has none
     */
    public static Authorities read(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("the file has no certificate");
            }
            return new Authorities(List.copyOf(certificates));
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the file is no list of certificates in PEM", e);
        }
    }

    TrustOptions trust() {
        try {
            var all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            var count = 0;
            for (var certificate : (Iterable<Certificate>) Stream.concat(ofTheJdk(), added.stream())::iterator) {
                all.setCertificateEntry("authority " + count++, certificate);
            }
            return TrustOptions.wrap(factory(all));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates of authorities cannot be used", e);
        }
    }

    private static Stream<Certificate> ofTheJdk() throws GeneralSecurityException {
        return Stream.of(factory(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()));
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}

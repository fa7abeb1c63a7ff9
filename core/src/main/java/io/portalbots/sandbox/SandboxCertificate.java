package io.portalbots.sandbox;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What a sandbox shows of itself over TLS, all of it as PEM: a certificate for {@code localhost}, {@code 127.0.0.1}, {@code
 * ::1} and {@code *.bitrix24.localhost}, its key, and the certificate of the authority that signed it, which clients are
 * told to trust. The authority's own key is forgotten at once, so nothing else is ever trusted for its sake.
 *
 * @param authority for clients to trust
 * @param certificate for the sandbox to show, valid for a year
 * @param key the certificate's private key, unencrypted PKCS #8
 */
public record SandboxCertificate(String authority, String certificate, String key) {

    private static final Duration VALID = Duration.ofDays(365);
    private static final Duration WRONG_CLOCKS = Duration.ofDays(1);
    private static final X500Name AUTHORITY = new X500Name("CN=Portalbots sandbox authority");
    private static final X500Name SANDBOX = new X500Name("CN=Portalbots sandbox");
    private static final GeneralNames NAMES = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.dNSName, "*.bitrix24.localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
        new GeneralName(GeneralName.iPAddress, "::1")
    });

    /** A new one, of an authority of its own. */
    public static SandboxCertificate make() {
        try {
            var above = keys();
            var own = keys();
            return new SandboxCertificate(
                    sign(authority(above), above), sign(sandbox(own, above), above), privateKey(own.getPrivate()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("every Java platform can sign with ECDSA", e);
        }
    }

    @Override
    public String toString() {
        return "SandboxCertificate[" + authority + "]"; // it holds a private key
    }

    private static X509v3CertificateBuilder authority(KeyPair keys) throws GeneralSecurityException, IOException {
        return builder(AUTHORITY, keys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static X509v3CertificateBuilder sandbox(KeyPair keys, KeyPair above)
            throws GeneralSecurityException, IOException {
        var issuer = new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(above.getPublic());
        return builder(SANDBOX, keys)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.authorityKeyIdentifier, false, issuer)
                .addExtension(Extension.subjectAlternativeName, false, NAMES);
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair keys)
            throws GeneralSecurityException, IOException {
        var now = Instant.now(Clock.systemUTC()); // a client's time is the real one, whatever a sandbox's clock says
        var builder = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                new BigInteger(63, new SecureRandom()),
                Date.from(now.minus(WRONG_CLOCKS)),
                Date.from(now.plus(VALID)),
                subject,
                keys.getPublic());
        var identifier = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic());
        return builder.addExtension(Extension.subjectKeyIdentifier, false, identifier);
    }

    private static String sign(X509v3CertificateBuilder unsigned, KeyPair by)
            throws OperatorCreationException, IOException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
        return pem("CERTIFICATE", unsigned.build(signer).getEncoded());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String privateKey(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String type, byte[] bytes) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}

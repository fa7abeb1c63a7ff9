package io.portalbots.platform;

import io.portalbots.sandbox.SandboxCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags by which the sandbox speaks TLS, with a certificate of its own making. */
final class TlsFlags {

    @Option(
            names = "--tls",
            description = "Answers by https instead of http, with a certificate for localhost, 127.0.0.1 and"
                    + " *.bitrix24.localhost that is new at every start.")
    private boolean tls;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "With --tls: where the certificate goes that clients have to trust, as PEM (default:"
                    + " sandbox.pem in the data directory).")
    private @Nullable Path file;

    /**
     * The certificate to show, if there shall be one; what clients have to trust is in its file then.
     *
     * @param data the directory of a file that is not named
     * @throws UsageException for a file without TLS
     * @throws StartException if the file cannot be written
     */
    Optional<SandboxCertificate> certificate(Path data) {
        if (!tls) {
            refuseFile();
            return Optional.empty();
        }
        var certificate = SandboxCertificate.make();
        write(file(data), certificate.authority());
        return Optional.of(certificate);
    }

    /** The line that tells the file, or nothing. */
    String line(Path data) {
        return tls ? "CERTIFICATE " + file(data) + "\n" : "";
    }

    private Path file(Path data) {
        var named = file == null ? data.resolve("sandbox.pem") : file;
        return named.toAbsolutePath().normalize();
    }

    private void refuseFile() {
        if (file != null) {
            throw new UsageException("--tls-cert " + file + " is of no use without --tls");
        }
    }

    private static void write(Path file, String pem) {
        try {
            var directory = file.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, pem);
        } catch (IOException e) {
            throw new StartException("cannot write the certificate to " + file + ": " + e, e);
        }
    }
}

package io.portalbots.platform;

import io.portalbots.store.PrivateFile;
import io.portalbots.tenant.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The data directory, held by one process at a time. Beside the data it has {@code admin.token} and
 * {@code management.url}, by which the command line finds a running platform.
 */
final class DataDirectory implements AutoCloseable {

    private static final String TOKEN = "admin.token";
    private static final String URL = "management.url";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes the directory, which is made if it is not there.
     *
     * @throws StartException if another process has it, or it cannot be written
     */
    static DataDirectory take(Path path) {
        try {
            Files.createDirectories(path);
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartException("the data directory " + path.toAbsolutePath()
                        + " is in use by another Portalbots; choose another with --data");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StartException(
                    "the data directory " + path.toAbsolutePath() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The token that opens the admin API; made at the first start. */
    Secret adminToken() {
        var file = path.resolve(TOKEN);
        try {
            if (!Files.exists(file)) {
                var random = new byte[24];
                new SecureRandom().nextBytes(random);
                PrivateFile.write(file, HexFormat.of().formatHex(random));
            }
            return Secret.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new StartException("the file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    void managementUrl(String url) {
        try {
            Files.writeString(path.resolve(URL), url);
        } catch (IOException e) {
            throw new StartException("the data directory " + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** How to reach the platform that has a data directory. */
    record Running(String url, String token) {}

    /**
     * Finds the platform that has {@code path}.
     *
     * @throws StartException if none is running there
     */
    static Running running(Path path) {
        try {
            return new Running(
                    Files.readString(path.resolve(URL)).strip(),
                    Files.readString(path.resolve(TOKEN)).strip());
        } catch (IOException e) {
            throw new StartException(
                    "no Portalbots is running with the data directory " + path.toAbsolutePath()
                            + "; name it with --data",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path.resolve(URL));
        lock.close();
    }
}

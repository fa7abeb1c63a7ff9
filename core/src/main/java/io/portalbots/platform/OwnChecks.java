package io.portalbots.platform;

import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.DatabaseLook;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.store.KeySource;
import io.portalbots.store.Keys;
import io.portalbots.store.StoreException;
import io.portalbots.tenant.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at what is ours: the database and the keys. Changes nothing, but for starting an embedded database to look at. */
final class OwnChecks {

    private static final String DATABASE = "database";
    private static final String KEYS = "keys";

    private final Config config;

    OwnChecks(Config config) {
        this.config = config;
    }

    Finding keys() {
        try {
            Keys.read(config.keySource());
            return Finding.ok(KEYS, config.keySource() + " seals and derives");
        } catch (StoreException e) {
            var remedy = config.keySource() instanceof KeySource.File file && !Files.exists(file.path())
                    ? "bring your copy there, or start the first time by 'portalbots run --make-keys'"
                    : "mend it, or name another by keys or keys-command";
            return Finding.failed(KEYS, String.valueOf(e.getMessage()), remedy);
        }
    }

    /** @param running whether a platform has the data directory, and with it an embedded database */
    Finding database(boolean running) {
        try {
            return config.databaseUrl()
                    .map(url -> looked(
                            new DatabaseAddress(url, config.databaseUser(), Secret.of(config.databasePassword()))))
                    .orElseGet(() -> embedded(running));
        } catch (StoreException | StartException e) {
            return Finding.failed(
                    DATABASE,
                    String.valueOf(e.getMessage()),
                    "check database-url, database-user and database-password, and that the server runs");
        }
    }

    private Finding embedded(boolean running) {
        var folder = config.data().resolve("postgres");
        if (running) {
            return Finding.ok(DATABASE, "embedded, in use by the running platform");
        }
        if (!Files.exists(folder)) {
            return madeLater(folder);
        }
        var directory = DataDirectory.take(config.data());
        try (var server = EmbeddedServer.start(folder)) {
            return looked(server.address());
        } finally {
            release(directory);
        }
    }

    private void release(DataDirectory directory) {
        try {
            directory.close();
        } catch (IOException e) {
            throw new StartException("the data directory " + config.data() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Finding madeLater(Path folder) {
        var parent = folder.toAbsolutePath();
        while (!Files.exists(parent) && parent.getParent() != null) {
            parent = parent.getParent();
        }
        return Files.isWritable(parent)
                ? Finding.ok(DATABASE, "embedded, made in " + folder + " at the first start")
                : Finding.failed(
                        DATABASE, parent + " cannot be written", "let our user write there, or name another by data");
    }

    private static Finding looked(DatabaseAddress address) {
        var look = DatabaseLook.at(address);
        if (look.migration().isEmpty() && !look.mayCreate()) {
            return Finding.failed(
                    DATABASE,
                    address.user() + " may create nothing in " + address.url(),
                    "grant create on the database to " + address.user());
        }
        var state = look.migration().isEmpty() ? "empty" : "at " + look.migration();
        return Finding.ok(
                DATABASE,
                look.server() + " at " + address.url() + ", " + state + ", " + look.pending()
                        + " migrations to come with the next start");
    }
}

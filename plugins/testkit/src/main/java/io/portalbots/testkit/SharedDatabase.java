package io.portalbots.testkit;

import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One PostgreSQL for the whole run; each class of tests has a database of its own. */
final class SharedDatabase implements AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedDatabase.class);

    private final AtomicInteger count = new AtomicInteger();
    private final Path folder;
    private final EmbeddedServer server;

    private SharedDatabase() {
        try {
            folder = Files.createTempDirectory("portalbots-testkit-pg");
            server = EmbeddedServer.start(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run's server, started if need be; JUnit closes it after the last class. */
    static SharedDatabase of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedDatabase.class, type -> new SharedDatabase(), SharedDatabase.class);
    }

    DatabaseAddress fresh() {
        return server.create("testkit_" + count.incrementAndGet());
    }

    @Override
    public void close() throws IOException {
        server.close();
        Folders.delete(folder);
    }
}

package io.portalbots.platform;

import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.tenant.Secret;

/** The database of a configuration: a server by URL, or an embedded one that is started. */
final class RunningDatabase {

    private RunningDatabase() {}

    static DatabaseAddress of(Config config, Lifetime lifetime) {
        if (config.databaseUrl().isPresent()) {
            try {
                return new DatabaseAddress(
                        config.databaseUrl().get(), config.databaseUser(), Secret.of(config.databasePassword()));
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()), e);
            }
        }
        try {
            return lifetime.add(EmbeddedServer.start(config.data().resolve("postgres")))
                    .address();
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}

package io.portalbots.platform;

import io.portalbots.store.DatabaseAddress;
import io.portalbots.store.EmbeddedServer;
import io.portalbots.tenant.Secret;

/** The database of a configuration: a server by URL, or an embedded one that is started. */
final class RunningDatabase {

    private RunningDatabase() {}

    static DatabaseAddress of(Config config, Lifetime lifetime) {
        return config.databaseUrl()
                .map(url -> new DatabaseAddress(url, config.databaseUser(), Secret.of(config.databasePassword())))
                .orElseGet(() -> lifetime.start(
                                () -> EmbeddedServer.start(config.data().resolve("postgres")))
                        .address());
    }
}

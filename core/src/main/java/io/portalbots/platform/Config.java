package io.portalbots.platform;

import io.portalbots.plan.Abilities.Again;
import io.portalbots.portal.AllowList;
import io.portalbots.portal.Authorities;
import io.portalbots.registry.Brakes;
import io.portalbots.store.KeySource;
import io.portalbots.store.Keys;
import io.portalbots.tenant.Application;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the platform is run. Every component is a key of {@code config/platform.yaml}, which explains it.
 *
 * @param databaseUrl empty for the embedded server
 * @param publicUrl empty for {@code http://127.0.0.1:PORT}, which only a developer's machine can do with
 * @param keys empty for {@code keys.json} in the data directory
 * @param keysCommand prints the keys, instead of a file
 * @param menuSupport whether menus in chats have apps that open an Open Channel
 * @param oauthHosts origins of the authorization servers that get our secrets
 * @param oauthRate calls a second to each of them
 * @param knownApp what portals do that are asked to register a chat app they have
 * @param drift how long a portal is not probed again; empty if it never is
 * @param spool MiB of events on this machine's disk while the database cannot take them
 * @param loopback no key: whether calls may go to this machine itself, where a sandbox is
 */
record Config(
        Path data,
        Path plugins,
        String host,
        int port,
        String managementHost,
        int managementPort,
        int sandboxPort,
        Optional<URI> publicUrl,
        Optional<String> databaseUrl,
        String databaseUser,
        String databasePassword,
        Optional<Path> keys,
        Optional<String> keysCommand,
        String botPrefix,
        String botName,
        boolean menuSupport,
        AllowList outwardAllow,
        Authorities outwardCa,
        List<URI> oauthHosts,
        int oauthRate,
        Again knownApp,
        boolean loopback,
        Duration resync,
        Brakes.Limits brakes,
        Optional<Duration> drift,
        int spool,
        List<Application> applications) {

    Config {
        oauthHosts = List.copyOf(oauthHosts);
        applications = List.copyOf(applications);
    }

    /** This, for one application, a sandbox and its authorization server, all on a developer's machine. */
    Config with(Application application, URI oauth) {
        return new Config(
                data,
                plugins,
                host,
                port,
                managementHost,
                managementPort,
                sandboxPort,
                publicUrl,
                databaseUrl,
                databaseUser,
                databasePassword,
                keys,
                keysCommand,
                botPrefix,
                botName,
                menuSupport,
                outwardAllow,
                outwardCa,
                List.of(oauth),
                oauthRate,
                knownApp,
                true,
                resync,
                brakes,
                drift,
                spool,
                List.of(application));
    }

    /** Where the keys are, unless a command prints them. */
    Path keyFile() {
        return keys.orElse(data.resolve("keys.json"));
    }

    KeySource keySource() {
        return keysCommand.<KeySource>map(KeySource.Command::new).orElseGet(() -> new KeySource.File(keyFile()));
    }

    /** Makes the key file, unless there is one or a command prints the keys. */
    void makeKeys() {
        if (keysCommand.isEmpty()) {
            Keys.make(keyFile());
        }
    }

    @Override
    public String toString() {
        return "Config[" + data + "]"; // it holds a password
    }
}

package io.portalbots.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, with durable settings, on loopback, with a password; its data stays between runs. Folder:
 * {@code pg18/} (a data directory belongs to one major version), {@code pg18.port}, {@code pg18.password}.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String SUPERUSER = "postgres";

    private final EmbeddedPostgres postgres;
    private final String password;

    private EmbeddedServer(EmbeddedPostgres postgres, String password) {
        this.postgres = postgres;
        this.password = password;
    }

    /**
     * Starts the server. Blocks, 5 s the first time and 1 s later.
     *
     * @throws StoreException saying why it cannot be started, and what to do about it
     */
    public static EmbeddedServer start(Path folder) {
        try {
            Files.createDirectories(folder);
            var data = folder.resolve("pg18");
            stopLeftOver(data);
            var portFile = folder.resolve("pg18.port");
            var port = port(portFile);
            var passwordFile = folder.resolve("pg18.password");
            var secured = Files.exists(passwordFile);
            var password = secured ? Files.readString(passwordFile).strip() : newPassword();
            var builder = builder(folder, data, port);
            if (secured) {
                builder.setConnectConfig("password", password);
            }
            var postgres = builder.start();
            if (!secured) {
                secure(postgres, data, password);
                PrivateFile.write(passwordFile, password);
            }
            Files.writeString(portFile, String.valueOf(postgres.getPort()));
            return new EmbeddedServer(postgres, password);
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new StoreException(explained(folder, e), e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path folder, Path data, int port) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolve("pg-binaries").toFile())
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(30));
    }

    /** A server whose Java died still runs; it goes before its data is opened again. */
    private static void stopLeftOver(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        var process = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(running -> running.info().command().orElse("postgres").contains("postgres"));
        if (process.isPresent()) {
            LOG.info("stopping the PostgreSQL a previous run left behind, pid {}", pid);
            new ProcessBuilder("kill", "-INT", String.valueOf(pid)).start();
            try {
                process.get().onExit().get(20, TimeUnit.SECONDS);
            } catch (InterruptedException
                    | java.util.concurrent.ExecutionException
                    | java.util.concurrent.TimeoutException e) {
                throw new IOException("PostgreSQL with pid " + pid + " does not stop", e);
            }
        }
    }

    private static int port(Path file) throws IOException {
        var saved = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        return saved != 0 && free(saved) ? saved : freePort();
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A new server trusts everybody on this machine; from here on it wants a password. */
    private static void secure(EmbeddedPostgres postgres, Path data, String password) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(postgres.getJdbcUrl(SUPERUSER, "postgres"));
                var statement = connection.createStatement()) {
            statement.execute("alter user " + SUPERUSER + " password '" + password + "'");
            statement.execute("create database portalbots");
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static String newPassword() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String explained(Path folder, Exception e) {
        var text = String.valueOf(e.getMessage())
                + (e.getCause() == null ? "" : " " + e.getCause().getMessage());
        if (text.contains("epg-lock")) {
            return "the data directory " + folder + " is in use by another run";
        }
        if (rootWithoutNamespaces()) {
            return "PostgreSQL does not run as root, and this machine does not let us make a user namespace for it: run"
                    + " as an ordinary user, or set database-url to a server";
        }
        return "PostgreSQL cannot be started in " + folder + ": " + text;
    }

    /** PostgreSQL refuses to run as root; the embedded one gets around that by a user namespace, where it may. */
    private static boolean rootWithoutNamespaces() {
        try {
            return "root".equals(System.getProperty("user.name"))
                    && new ProcessBuilder("unshare", "-U", "true").start().waitFor() != 0;
        } catch (IOException | InterruptedException e) {
            return true;
        }
    }

    /** To connect by. */
    public DatabaseAddress address() {
        return new DatabaseAddress(
                "postgresql://127.0.0.1:" + postgres.getPort() + "/portalbots",
                SUPERUSER,
                io.portalbots.tenant.Secret.of(password));
    }

    /**
     * Makes one more database, empty.
     *
     * @param name of lower-case letters, digits and underscores
     */
    public DatabaseAddress create(String name) {
        try (var connection = DriverManager.getConnection("jdbc:" + address().url(), SUPERUSER, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(name, true));
        } catch (SQLException e) {
            throw new StoreException("the database " + name + " cannot be made: " + e.getMessage(), e);
        }
        return new DatabaseAddress(
                "postgresql://127.0.0.1:" + postgres.getPort() + "/" + name,
                SUPERUSER,
                io.portalbots.tenant.Secret.of(password));
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop in good order", e);
        }
    }
}

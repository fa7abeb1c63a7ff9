package io.portalbots.bench;

import io.portalbots.store.EmbeddedServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The servers of a run, their database, and who sends events to them. */
final class IngestServers implements AutoCloseable {

    private final Path folder = Folders.temporary();
    private final EmbeddedServer database = EmbeddedServer.start(folder.resolve("postgres"));
    private final Postgres postgres = postgres();
    private final String heap;
    private final int tenants;
    private final int connections;
    private final Child load;
    private final Map<String, Child> servers = new HashMap<>();
    private final Map<String, List<JsonObject>> measured = new HashMap<>();

    /** How events come. */
    enum Pace {
        /** As fast as connections that wait for each answer let them. */
        BUSY,
        /** At a rate, whatever the answers do. */
        STEADY;

        private String of(String server) {
            return server + " " + name();
        }
    }

    IngestServers(String heap, int tenants, int connections) {
        this.heap = heap;
        this.tenants = tenants;
        this.connections = connections;
        this.load = Child.java(EventLoad.class.getName(), heap, folder.resolve("load.log"), List.of());
    }

    private Postgres postgres() {
        try {
            var lines = Files.readAllLines(folder.resolve("postgres/pg18/postmaster.pid"));
            return new Postgres(Long.parseLong(lines.get(0).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(String name) {
        var child = switch (name) {
            case "bare", "router" -> child("io.portalbots.bench.BareServer", name, List.of(name));
            case "row" -> child("io.portalbots.bench.BareServer", name, withDatabase(name, List.of(name)));
            case "bolt" -> child("io.portalbots.bench.BoltServer", name, List.of());
            case "accept", "durable" -> {
                var place = folder.resolve(name).toString();
                var arguments = new ArrayList<>(withDatabase(name, List.of(name, place)));
                arguments.add(String.valueOf(tenants));
                yield child("io.portalbots.platform.MeasuredIngest", name, arguments);
            }
            default -> throw new IllegalArgumentException("there is no server '" + name + "'");
        };
        servers.put(name, child);
        for (var pace : Pace.values()) {
            measured.put(pace.of(name), new ArrayList<>());
        }
    }

    private Child child(String main, String name, List<String> arguments) {
        return Child.java(main, heap, folder.resolve(name + ".log"), arguments);
    }

    /** Each has a database of its own. */
    private List<String> withDatabase(String name, List<String> first) {
        var address = database.create(name);
        return Stream.concat(
                        first.stream(),
                        Stream.of(
                                address.url(),
                                address.user(),
                                address.password().reveal()))
                .toList();
    }

    JsonObject load(String name, int rate, double seconds) {
        return load.ask(new JsonObject()
                .put("do", "load")
                .put("port", server(name).ready().getInteger("port"))
                .put("as", name.equals("bolt") ? "slack" : "bitrix24")
                .put("rate", rate)
                .put("seconds", seconds)
                .put("connections", connections)
                .put("tenants", tenants));
    }

    /** Bytes in use once garbage is collected. */
    long heap(String name) {
        return server(name).ask("memory").getLong("heap");
    }

    private Child server(String name) {
        return Objects.requireNonNull(servers.get(name));
    }

    /** @param rate 0 for {@link Pace#BUSY} */
    void measure(String name, int rate, double seconds) {
        var cpu = server(name).cpuWhenQuiet();
        var database = postgres.cpu();
        var told = load(name, rate, seconds);
        var sent = told.getInteger("sent");
        told.put("cpu_us", (server(name).cpu() - cpu) / 1e3 / sent);
        told.put("pg_cpu_us", (postgres.cpu() - database) / 1e3 / sent);
        samples(name, rate == 0 ? Pace.BUSY : Pace.STEADY).add(told);
    }

    private List<JsonObject> samples(String name, Pace pace) {
        return Objects.requireNonNull(measured.get(pace.of(name)));
    }

    double median(String name, Pace pace, String figure) {
        var sorted = samples(name, pace).stream()
                .mapToDouble(sample -> sample.getDouble(figure))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    JsonObject line(String name, Pace pace) {
        var line = new JsonObject()
                .put("case", "ingest")
                .put("variant", name)
                .put("pace", pace.name().toLowerCase(Locale.ROOT))
                .put("rounds", samples(name, pace).size())
                .put(
                        "sent",
                        samples(name, pace).stream()
                                .mapToLong(one -> one.getLong("sent"))
                                .sum())
                .put(
                        "refused",
                        samples(name, pace).stream()
                                .mapToLong(one -> one.getLong("refused"))
                                .sum());
        List.of("cpu_us", "pg_cpu_us", "p50_ms", "p99_ms", "max_ms")
                .forEach(figure -> line.put(figure, Report.round(median(name, pace, figure))));
        return line;
    }

    @Override
    public void close() {
        servers.values().forEach(Child::close);
        load.close();
        database.close();
        Folders.delete(folder);
    }
}

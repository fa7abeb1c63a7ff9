package io.portalbots.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Vert.x and nothing else, as a {@link Child}: what it costs to send the batches, read the answers, and remember nothing
 * but ids. One connection for each portal, kept as long as the platform keeps its own. Takes
 *
 * <pre>{@code
 * {"do": "begin", "file": ".."}                      a line of JSON for each portal: domain, token
 * {"do": "add", "version": 3}    also "update" with "whole", and "remove"; {"wall_ns", "calls", "bytes", "failed"}
 * }</pre>
 */
final class BareClient {

    private static final int KEPT_SECONDS = 15;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final HttpClient client;
    private final int port;
    private final int atOnce;
    private final FanCommands commands;
    private final List<Place> places = new ArrayList<>();
    private long bytes;

    /** A portal, our bot there and its apps. */
    private static final class Place {
        private final Tenant tenant;
        private long bot;
        private List<Long> apps = List.of();

        Place(Tenant tenant) {
            this.tenant = tenant;
        }
    }

    private BareClient(int port, int apps, int atOnce) {
        this.port = port;
        this.atOnce = atOnce;
        this.commands = new FanCommands("http://127.0.0.1:8080/frames/", apps);
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEPT_SECONDS), new PoolOptions().setHttp1MaxSize(2));
    }

    /** Arguments: the sandbox's port, how many apps, how many calls at once. */
    public static void main(String[] arguments) throws Exception {
        var bare = new BareClient(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Obedience.until(new JsonObject(), bare::obey);
        System.exit(0);
    }

    private JsonObject obey(JsonObject command) throws Exception {
        var version = command.getInteger("version", 0);
        return switch (command.getString("do")) {
            case "begin" -> begin(Path.of(command.getString("file")));
            case "add" ->
                all(place -> batch(place, commands.add(name(place), place.bot, version))
                        .map(result -> place.apps = ids(result)));
            case "update" -> {
                var whole = command.getBoolean("whole");
                yield all(place -> batch(place, commands.update(name(place), place.apps, version, whole)));
            }
            case "remove" -> all(place -> batch(place, commands.remove(place.apps)));
            default -> throw new IllegalArgumentException("no command " + command);
        };
    }

    private JsonObject begin(Path file) throws Exception {
        for (var line : Files.readAllLines(file)) {
            var json = new JsonObject(line);
            places.add(new Place(new Tenant(json.getString("domain"), json.getString("token"))));
        }
        return all(place -> batch(place, new JsonObject().put("bot", Commands.bot()))
                .map(result -> place.bot = result.getLong("bot")));
    }

    private static String name(Place place) {
        return place.tenant.domain();
    }

    private List<Long> ids(JsonObject result) {
        return IntStream.rangeClosed(1, result.size())
                .mapToObj(app -> result.getLong("c" + app))
                .toList();
    }

    /** Does {@code work} everywhere, so many at once. */
    private JsonObject all(Function<Place, Future<?>> work) {
        bytes = 0;
        var start = System.nanoTime();
        var lanes = new Lanes<>(places, work);
        var failed = lanes.run(vertx.getOrCreateContext(), atOnce).await();
        return new JsonObject()
                .put("wall_ns", System.nanoTime() - start)
                .put("calls", places.size())
                .put("bytes", bytes)
                .put("failed", failed);
    }

    private Future<JsonObject> batch(Place place, JsonObject cmd) {
        var body = new JsonObject()
                .put("auth", place.tenant.token())
                .put("halt", 0)
                .put("cmd", cmd)
                .toBuffer();
        bytes += body.length();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI("http://" + place.tenant.domain() + "/rest/batch")
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
        return client.request(options)
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(body))
                .compose(HttpClientResponse::body)
                .map(BareClient::result);
    }

    private static JsonObject result(Buffer body) {
        var result = new JsonObject(body).getJsonObject("result");
        if (result.getValue("result_error") instanceof JsonObject errors) {
            throw new IllegalStateException("the batch failed: " + errors);
        }
        return result.getJsonObject("result");
    }
}

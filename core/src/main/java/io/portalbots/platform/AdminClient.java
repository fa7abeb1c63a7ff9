package io.portalbots.platform;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the command line knows of the admin API of a running platform, found by its data directory. Paths are segments
 * below {@code /admin}. An answer that is no success is a {@link StartException} with the platform's own words.
 */
final class AdminClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Of what tells in lines how far it is. */
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private static final String ERROR = "error";

    private final HttpClient http = HttpClient.newHttpClient();
    private final DataDirectory.Running running;

    private AdminClient(DataDirectory.Running running) {
        this.running = running;
    }

    /**
     * One for the platform that runs with a configuration.
     *
     * @throws StartException if none does
     */
    static AdminClient of(Config config) {
        return new AdminClient(DataDirectory.running(config.data()));
    }

    JsonObject get(List<String> path) {
        return get(path, "");
    }

    /** @param query with its question mark, or empty */
    JsonObject get(List<String> path, String query) {
        return send(request(path, query).GET());
    }

    JsonObject put(List<String> path, JsonObject body) {
        return send(request(path, "").PUT(BodyPublishers.ofString(body.encode())));
    }

    JsonObject post(List<String> path, JsonObject body) {
        return send(request(path, "").POST(BodyPublishers.ofString(body.encode())));
    }

    /**
     * What comes in lines, each an object, as it comes; however long that takes.
     *
     * @param query with its question mark, or empty
     * @throws StartException with the platform's own words also if the last line is an error
     */
    void lines(List<String> path, String query, Consumer<JsonObject> each) {
        var request = request(path, query, NO_LIMIT).GET().build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofLines());
            var last = new JsonObject();
            try (var lines = response.body()) {
                for (var line = lines.iterator(); line.hasNext(); ) {
                    last = new JsonObject(line.next());
                    if (response.statusCode() < 300 && !last.containsKey(ERROR)) {
                        each.accept(last);
                    }
                }
            }
            if (response.statusCode() >= 300 || last.containsKey(ERROR)) {
                throw new StartException(last.getString("message", "the platform answers " + response.statusCode()));
            }
        } catch (UncheckedIOException e) {
            throw silent(e);
        } catch (DecodeException e) {
            throw stranger(e);
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private StartException silent(Exception e) {
        return new StartException("the platform at " + running.url() + " does not answer; is it running?", e);
    }

    private StartException stranger(Exception e) {
        return new StartException("what answers at " + running.url() + " is no Portalbots", e);
    }

    private StartException interrupted(Exception e) {
        return new StartException("interrupted while waiting for the platform at " + running.url(), e);
    }

    private HttpRequest.Builder request(List<String> path, String query) {
        return request(path, query, LIMIT);
    }

    private HttpRequest.Builder request(List<String> path, String query, Duration limit) {
        var encoded = path.stream().map(AdminClient::encoded).collect(Collectors.joining("/"));
        return HttpRequest.newBuilder(URI.create(running.url() + "/admin/" + encoded + query))
                .timeout(limit)
                .header("Authorization", "Bearer " + running.token())
                .header("Content-Type", "application/json");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonObject send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var answer = new JsonObject(response.body());
            if (response.statusCode() >= 300) {
                throw new StartException(answer.getString("message", "the platform answers " + response.statusCode()));
            }
            return answer;
        } catch (DecodeException | ClassCastException e) {
            throw stranger(e);
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

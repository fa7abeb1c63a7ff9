package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.wire.Php;
import io.portalbots.sandbox.wire.PhpForm;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that receives events and keeps them. */
final class Receiver implements AutoCloseable {

    /** A request: its query and its form, both with nested maps. */
    record Letter(Map<String, Object> query, Map<String, Object> form) {

        String event() {
            return Php.text(form.get("event"));
        }

        /** The value under that path of keys, as text. */
        String text(String... path) {
            return Php.text(at(path));
        }

        Map<String, Object> map(String... path) {
            return Php.map(at(path));
        }

        private @Nullable Object at(String... path) {
            @Nullable Object here = form;
            for (var key : path) {
                here = Php.map(here).get(key);
            }
            return here;
        }
    }

    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    Receiver() {
        server = Lab.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    var query = PhpForm.decode(request.query() == null ? "" : request.query());
                    var answer = answer(request.response());
                    letters.add(new Letter(query, PhpForm.decode(body.toString())));
                    answer.run();
                }))
                .listen(0, "127.0.0.1")
                .timeout(5, TimeUnit.SECONDS)
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/ev";
    }

    /** Answers with that status from now on. */
    void answers(int newStatus) {
        status = newStatus;
    }

    /** Answers so much later from now on. */
    void answersAfter(Duration newDelay) {
        delay = newDelay;
    }

    /** Whether nothing comes for that long. */
    boolean isLeftAlone(Duration time) {
        try {
            return letters.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event, which must be this one. */
    Letter next(String event) {
        try {
            var letter = letters.poll(5, TimeUnit.SECONDS);
            assertThat(letter).as("waiting for " + event).isNotNull();
            assertThat(letter.event()).isEqualTo(event);
            return letter;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether nothing is waiting to be read. */
    boolean isEmpty() {
        return letters.isEmpty();
    }

    /** How a request that comes now is answered, whatever is said afterwards. */
    private Runnable answer(HttpServerResponse response) {
        var millis = delay.toMillis();
        response.setStatusCode(status);
        return millis == 0 ? response::end : () -> Lab.vertx().setTimer(millis, timer -> response.end());
    }

    @Override
    public void close() {
        server.close().timeout(5, TimeUnit.SECONDS).await();
    }
}

package io.portalbots.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * Sends events, as a {@link Child}: each at its time, whether those before were answered or not, as far as there are
 * connections. What an answer took counts from when the event should have been sent. Takes
 *
 * <pre>{@code
 * {"do": "load", "port": 8080, "as": "bitrix24", "rate": 1000, "seconds": 10, "connections": 64, "tenants": 2000}
 * {"sent": 10000, "refused": 0, "p50_ms": 1.2, "p99_ms": 3.4, "max_ms": 5.6}       rate 0: as fast as it goes
 * }</pre>
 */
final class EventLoad {

    private static final AtomicLong MESSAGES = new AtomicLong(1_000_000_000);

    private final JsonObject order;
    private final BiFunction<Integer, Long, byte[]> request;
    private final long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
    private final long end;
    private final int connections;
    private final AtomicLong refused = new AtomicLong();

    private EventLoad(JsonObject order) {
        this.order = order;
        this.connections = order.getInteger("connections");
        this.request = order.getString("as").equals("slack") ? SlackForm::request : EventForm::request;
        this.end = begin + (long) (order.getDouble("seconds") * 1e9);
    }

    public static void main(String[] none) throws Exception {
        Obedience.until(new JsonObject(), order -> new EventLoad(order).send());
    }

    private JsonObject send() throws Exception {
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var results = new ArrayList<java.util.concurrent.Future<double[]>>();
            for (var i = 0; i < connections; i++) {
                var which = i;
                results.add(threads.submit(() -> connection(which)));
            }
            var all = new ArrayList<double[]>();
            for (var result : results) {
                all.add(result.get());
            }
            return told(all.stream().flatMapToDouble(Arrays::stream).sorted().toArray());
        }
    }

    private JsonObject told(double[] millis) {
        return new JsonObject()
                .put("sent", millis.length)
                .put("refused", refused.get())
                .put("p50_ms", at(millis, 0.5))
                .put("p99_ms", at(millis, 0.99))
                .put("max_ms", at(millis, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : Report.round(sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))]);
    }

    /** Sends every so many-th event; answers how long each took. */
    private double[] connection(int which) {
        var rate = order.getInteger("rate");
        var apart = rate == 0 ? 0 : 1e9 * connections / rate;
        var first = begin + (long) (apart * which / connections);
        var took = new ArrayList<Double>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), order.getInteger("port"))) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var number = 0L; ; number++) {
                var message = MESSAGES.getAndIncrement();
                var bytes = request.apply((int) (message % order.getInteger("tenants")), message);
                var due = rate == 0 ? System.nanoTime() : first + (long) (apart * number);
                if (due >= end) {
                    return took.stream().mapToDouble(Double::doubleValue).toArray();
                }
                pauseUntil(due);
                socket.getOutputStream().write(bytes);
                refused.addAndGet(status(in) == 200 ? 0 : 1);
                took.add((System.nanoTime() - due) / 1e6);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pauseUntil(long due) {
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Reads an answer to its end. */
    private static int status(InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var length = 0;
        for (var line = line(in).toLowerCase(Locale.ROOT); !line.isEmpty(); line = line(in).toLowerCase(Locale.ROOT)) {
            if (line.startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new byte[1024];
        var length = 0;
        for (var one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new IOException("the server closed the connection");
            }
            line[length++] = (byte) one;
        }
        return new String(line, 0, length, ISO_8859_1).strip();
    }
}

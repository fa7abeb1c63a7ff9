package io.portalbots.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portalbots.tenant.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A portal that sends one event after the other, on several connections, and never one again. What was acknowledged is
 * known here, and not asked of the platform.
 */
final class EventSender implements AutoCloseable {

    private static final int CONNECTIONS = 8;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /** What became of an event, and after how long, in ms. */
    record Sent(long number, int status, long at, double millis) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI url;
    private final List<TenantId> tenants;
    private final AtomicLong next;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /**
     * Begins to send at once, about 400 events a second.
     *
     * @param tenants whose application token is {@code token-} and their member id
     * @param first number of the messages
     */
    EventSender(String url, List<TenantId> tenants, long first) {
        this.url = URI.create(url);
        this.tenants = tenants;
        this.next = new AtomicLong(first);
        for (var i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofVirtual().start(this::send));
        }
    }

    private void send() {
        while (!over) {
            var number = next.getAndIncrement();
            var since = System.nanoTime();
            var status = status(number);
            sent.add(new Sent(number, status, since, (System.nanoTime() - since) / 1e6));
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** 0 if there was no answer. */
    private int status(long number) {
        var tenant = tenants.get((int) (number % tenants.size()));
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body(tenant, number)))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(TenantId tenant, long number) {
        return Map.of(
                        "event", "ONIMBOTMESSAGEADD",
                        "data[BOT][62][BOT_ID]", "62",
                        "data[PARAMS][MESSAGE]", "hello " + number,
                        "data[PARAMS][MESSAGE_ID]", String.valueOf(number),
                        "data[PARAMS][DIALOG_ID]", "17",
                        "data[PARAMS][CHAT_TYPE]", "P",
                        "data[USER][ID]", "17",
                        "ts", "1760000001",
                        "auth[member_id]", tenant.memberId(),
                        "auth[application_token]", "token-" + tenant.memberId())
                .entrySet()
                .stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    long next() {
        return next.get();
    }

    /** All that was sent so far. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    long acknowledged() {
        return sent.stream().filter(one -> one.status() == 200).count();
    }

    /** Sends no more, and waits for the answers to what was sent. */
    void stop() {
        over = true;
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
        http.shutdownNow();
    }
}

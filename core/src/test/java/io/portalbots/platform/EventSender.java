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
import java.util.OptionalLong;
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
    private static final String WORD = "hello ";

    /**
     * Where messages come from.
     *
     * @param token the application token of the portal
     * @param bot who is written to, by {@code person}
     */
    record Chat(TenantId tenant, String token, int bot, int person) {}

    /** What became of an event, and after how long, in ms. */
    record Sent(long number, int status, long at, double millis) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI url;
    private final List<Chat> chats;
    private final long pause;
    private final AtomicLong next = new AtomicLong(1);
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /**
     * Begins to send at once, from each chat in turn; each message says its number, from 1.
     *
     * @param perSecond how many events, if they are answered at once
     */
    EventSender(String url, List<Chat> chats, int perSecond) {
        this.url = URI.create(url);
        this.chats = List.copyOf(chats);
        this.pause = TimeUnit.SECONDS.toNanos(CONNECTIONS) / perSecond;
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
            LockSupport.parkNanos(pause);
        }
    }

    /** 0 if there was no answer. */
    private int status(long number) {
        var chat = chats.get((int) (number % chats.size()));
        var request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body(chat, number)))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(Chat chat, long number) {
        var bot = String.valueOf(chat.bot());
        var person = String.valueOf(chat.person());
        return Map.of(
                        "event",
                        "ONIMBOTMESSAGEADD",
                        "data[BOT][" + bot + "][BOT_ID]",
                        bot,
                        "data[PARAMS][MESSAGE]",
                        text(number),
                        "data[PARAMS][MESSAGE_ID]",
                        String.valueOf(number),
                        "data[PARAMS][DIALOG_ID]",
                        person,
                        "data[PARAMS][CHAT_TYPE]",
                        "P",
                        "data[USER][ID]",
                        person,
                        "ts",
                        "1760000001",
                        "auth[member_id]",
                        chat.tenant().memberId(),
                        "auth[application_token]",
                        chat.token())
                .entrySet()
                .stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String text(long number) {
        return WORD + number;
    }

    /** Of the message that says this; empty if none does. */
    static OptionalLong number(String text) {
        return text.startsWith(WORD)
                ? OptionalLong.of(Long.parseLong(text.substring(WORD.length())))
                : OptionalLong.empty();
    }

    /** All that was sent so far. */
    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The numbers of those that were acknowledged. */
    List<Long> acknowledged() {
        return sent.stream()
                .filter(one -> one.status() == 200)
                .map(Sent::number)
                .toList();
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

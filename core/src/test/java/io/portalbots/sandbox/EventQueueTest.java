package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.sandbox.Lab.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How events travel, by what {@code event.test} sends. */
class EventQueueTest {

    private static final Duration A_WHILE = Duration.ofMillis(300);

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private TestPortal portal;
    private Receiver receiver;
    private String token;

    @BeforeEach
    void bind() {
        portal = LAB.portal();
        receiver = new Receiver();
        token = portal.install().getString("access_token");
        portal.call(token, "event.bind", "EVENT=ONAPPTEST&HANDLER=" + receiver.url());
    }

    @AfterEach
    void close() {
        LAB.control(HttpMethod.POST, "/clock", new JsonObject().put("freeze", false));
        receiver.close();
    }

    @Test
    void sendsAtOnceThoughTheClockStandsStill() {
        clock(new JsonObject().put("freeze", true));

        send("a");

        assertThat(next()).isEqualTo("a");
    }

    @Test
    void waitsForThePortalsClockUntilTheDelayIsOver() {
        events(new JsonObject().put("delay", "PT10M"));
        clock(new JsonObject().put("freeze", true));
        send("a");
        clock(new JsonObject().put("advance", "PT9M"));
        assertThat(receiver.isLeftAlone(A_WHILE)).isTrue();

        clock(new JsonObject().put("advance", "PT1M"));

        assertThat(next()).isEqualTo("a");
    }

    @Test
    void waitsForADelayOfRunningTimeToo() {
        events(new JsonObject().put("delay", "PT0.2S"));
        var start = System.nanoTime();

        send("a");

        assertThat(next()).isEqualTo("a");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void sendsInTheOrderOfWhatHappened() {
        IntStream.range(0, 5).forEach(number -> send("e" + number));

        assertThat(next(5)).containsExactly("e0", "e1", "e2", "e3", "e4");
    }

    @Test
    void givesUpOnAHandlerThatTakesTooLongAndNeverTriesAgain() {
        events(new JsonObject().put("timeout", "PT0.1S"));
        receiver.answersAfter(Duration.ofSeconds(1));
        send("a");
        receiver.next("ONAPPTEST");

        receiver.answersAfter(Duration.ZERO);
        events(new JsonObject().put("timeout", "PT5S"));
        send("b");

        assertThat(next()).isEqualTo("b");
        assertThat(fates()).containsExactly("timed-out", "delivered");
    }

    @Test
    void neverTriesAgainAfterAnError() {
        receiver.answers(500);
        send("a");
        receiver.next("ONAPPTEST");

        receiver.answers(200);
        send("b");

        assertThat(next()).isEqualTo("b");
        var failed = log().getJsonObject(0);
        assertThat(failed.getString("fate")).isEqualTo("failed");
        assertThat(failed.getInteger("status")).isEqualTo(500);
        assertThat(failed.getInteger("attempts")).isEqualTo(1);
    }

    @Test
    void triesAgainAsOftenAsToldTo() {
        events(new JsonObject().put("retries", 2));
        receiver.answers(500);

        send("a");

        assertThat(next(3)).containsExactly("a", "a", "a");
        assertThat(receiver.isLeftAlone(A_WHILE)).isTrue();
        assertThat(log().getJsonObject(0).getInteger("attempts")).isEqualTo(3);
    }

    @Test
    void restsAfterASlowHandler() {
        events(new JsonObject().put("slowAfter", "PT0.1S").put("slowPause", "PT1H"));
        receiver.answersAfter(Duration.ofMillis(150));
        send("a");
        assertThat(next()).isEqualTo("a");
        receiver.answersAfter(Duration.ZERO);
        send("b");
        assertThat(receiver.isLeftAlone(A_WHILE)).isTrue();

        clock(new JsonObject().put("advance", "PT1H"));

        assertThat(next()).isEqualTo("b");
    }

    @Test
    void losesWhatItIsToldTo() {
        events(new JsonObject().put("drop", 1));
        send("a");
        events(new JsonObject().put("drop", 0));
        send("b");

        assertThat(next()).isEqualTo("b");
        assertThat(log().getJsonObject(0).getString("fate")).isEqualTo("dropped");
        assertThat(log().getJsonObject(0).getString("reason")).isEqualTo("drop");
    }

    @Test
    void sendsTwiceWhatItIsToldTo() {
        events(new JsonObject().put("duplicate", 1));

        send("a");

        assertThat(next(2)).containsExactly("a", "a");
    }

    @Test
    void letsEventsOvertakeOthersThatWait() {
        events(new JsonObject().put("delay", "PT1H"));
        send("a");
        send("b");
        events(new JsonObject().put("reorder", 1));
        send("c");

        clock(new JsonObject().put("advance", "PT1H"));

        assertThat(next(3)).containsExactly("a", "c", "b");
    }

    @Test
    void letsIdenticalEventsOfOneRequestBeOne() {
        portal.call(token, "batch", "cmd[a]=event.test?N=a&cmd[b]=event.test?N=a&cmd[c]=event.test?N=b");

        assertThat(next(2)).containsExactly("a", "b");
        assertThat(log().getJsonObject(1).getString("reason")).isEqualTo("collapsed");
    }

    @Test
    void sendsIdenticalEventsOfOneRequestWhereToldTo() {
        events(new JsonObject().put("collapse", false));

        portal.call(token, "batch", "cmd[a]=event.test?N=a&cmd[b]=event.test?N=a");

        assertThat(next(2)).containsExactly("a", "a");
    }

    @Test
    void dropsEventsOfLoopsAfterSevenHops() {
        send("hop");
        var letter = receiver.next("ONAPPTEST");
        for (var hop = 2; hop <= 7; hop++) {
            portal.call(letter.text("auth", "access_token"), "event.test", "N=hop");
            letter = receiver.next("ONAPPTEST");
        }

        var last = portal.call(letter.text("auth", "access_token"), "event.test", "N=hop");

        assertThat(last.result()).isEqualTo(1);
        assertThat(log().getJsonObject(7).getString("reason")).isEqualTo("loop");
        send("fresh");
        assertThat(next()).isEqualTo("fresh");
    }

    @Test
    void keepsTheSwitchesThatAreNotSaid() {
        events(new JsonObject().put("delay", "PT3S").put("drop", 0.5));

        events(new JsonObject().put("drop", 0.25));

        assertThat(portal.detail().getJsonObject("events"))
                .isEqualTo(new JsonObject()
                        .put("delay", "PT3S")
                        .put("timeout", "PT5S")
                        .put("retries", 0)
                        .put("collapse", true)
                        .put("slowAfter", "PT0S")
                        .put("slowPause", "PT1S")
                        .put("drop", 0.25)
                        .put("duplicate", 0.0)
                        .put("reorder", 0.0)
                        .put("reorderBy", 1));
    }

    private void send(String name) {
        portal.call(token, "event.test", "N=" + name);
    }

    private String next() {
        return receiver.next("ONAPPTEST").text("data", "QUERY", "N");
    }

    private List<String> next(int count) {
        return IntStream.range(0, count).mapToObj(number -> next()).toList();
    }

    /** What became of events, once nothing is on its way. */
    private JsonArray log() {
        var until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        var events = portal.control("/events").list();
        while (events.encode().contains("\"queued\"") && System.nanoTime() < until) {
            events = portal.control("/events").list();
        }
        return events;
    }

    private List<String> fates() {
        return log().stream()
                .map(event -> ((JsonObject) event).getString("fate"))
                .toList();
    }

    private Reply events(JsonObject switches) {
        var reply = portal.control(HttpMethod.PATCH, "", new JsonObject().put("events", switches));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private static void clock(JsonObject change) {
        LAB.control(HttpMethod.POST, "/clock", change);
    }
}

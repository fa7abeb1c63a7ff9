package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A person on each portal of a house, who waits for a new app. */
final class Pressing {

    private static final int SPREAD_MINUTES = 26;
    private static final int LONGEST_MINUTES = 60;
    private static final long LOOK_MILLIS = 250;
    private static final double SECONDS_A_MINUTE = 60;

    private final House house;
    private final Control control;
    private final Duration patience;
    private final List<Presser> all;
    private Instant droppedAt = Instant.EPOCH;

    Pressing(House house, Duration patience) {
        this.house = house;
        this.control = house.control();
        this.patience = patience;
        this.all = IntStream.rangeClosed(1, house.scale().sound())
                .mapToObj(number -> new Presser(control, House.SOUND + number, FanJar.title("fan", 1, 1)))
                .toList();
    }

    /** Opens a messenger on each portal, some every minute. */
    void openMessengers() {
        Say.progress("opening messengers");
        for (var minute = 0; minute < SPREAD_MINUTES; minute++) {
            for (var at = minute; at < all.size(); at += SPREAD_MINUTES) {
                all.get(at).openMessenger();
            }
            anotherMinute();
        }
    }

    /** Drops the jar; answers when, by {@link System#nanoTime}. */
    long drop() {
        droppedAt = now();
        FanJar.drop(house.plugins(), "fan", 1, 1);
        return System.nanoTime();
    }

    /** Seconds until each person's press worked. */
    List<Double> pressInDialogs(long dropped) {
        var seconds = new ArrayList<Double>();
        var waiting = new ArrayList<>(all);
        while (!waiting.isEmpty()) {
            Crowd.each(List.copyOf(waiting), Presser::goOn);
            waiting.removeIf(presser -> {
                presser.pressedAt().ifPresent(at -> seconds.add((at - dropped) / 1e9));
                return presser.pressedAt().isPresent();
            });
            Say.progress("%d of %d have pressed it in the bot's dialog".formatted(seconds.size(), all.size()));
            if (System.nanoTime() - dropped > patience.toNanos()) {
                throw new IllegalStateException(waiting.size() + " persons cannot press it within " + patience);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return seconds;
    }

    /** Minutes until the app was on the panel of each messenger that was open before. */
    List<Double> lookAtPanels() {
        var minutes = new ArrayList<Double>();
        var waiting = new ArrayList<>(all);
        for (var minute = 0; minute < LONGEST_MINUTES && !waiting.isEmpty(); minute++) {
            waiting.removeIf(presser -> presser.seesItOnThePanel()
                    .map(since -> minutes.add(minutesUntil(since)))
                    .orElse(false));
            Say.progress("%d of %d have it on their panel after %.0f minutes"
                    .formatted(minutes.size(), all.size(), minutesUntil(now())));
            anotherMinute();
        }
        waiting.forEach(never -> minutes.add(Double.MAX_VALUE));
        return minutes;
    }

    private double minutesUntil(Instant then) {
        return Duration.between(droppedAt, then).toMillis() / 1e3 / SECONDS_A_MINUTE;
    }

    private Instant now() {
        return Instant.parse(control.get("/clock").getString("now"));
    }

    private void anotherMinute() {
        control.post("/clock", new JsonObject().put("advance", "PT1M"));
    }
}

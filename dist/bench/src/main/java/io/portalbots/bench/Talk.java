package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * People who write to bots of plugins, at a rate that waits for nobody, and read what is answered. A time is one of the
 * sandbox's clock, from the message until the answer is there, so the portal's own work on both is in it.
 */
final class Talk implements AutoCloseable {

    private static final int PERSON = 2;
    private static final int COLLEAGUE = 1;
    private static final long LOOK_MILLIS = 500;
    private static final String ANSWER = "heard ";

    /** A plugin that says at once what it heard. */
    static final String REPLIES = bot("chat.say(\"" + ANSWER + "\" + message.text());");

    /** A plugin that hangs on every message. */
    static final String HANGS =
            bot("try { Thread.sleep(60_000); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }");

    private final Control control;
    private final ExecutorService writers = Executors.newFixedThreadPool(8);
    private final Map<String, String> bots = new ConcurrentHashMap<>();
    private int first;
    private int last;

    /** A message to be written: the portal, and the plugin whose bot it is for. */
    record Note(String portal, String plugin) {

        String key() {
            return portal + " " + plugin;
        }
    }

    Talk(Control control) {
        this.control = control;
    }

    private static String bot(String does) {
        return """
                @Override
                public Optional<BotProfile> bot() {
                    return Optional.of(new BotProfile("Bench", "", BotProfile.Color.MINT));
                }

                @Override
                public void onMessage(Message message, Chat chat) {
                    DOES
                }
                """.replace("DOES", does);
    }

    /** Finds the bots of a plugin on portals; each has its first app. */
    void find(String plugin, Collection<String> portals) {
        var title = FanJar.title(plugin, 1, 1);
        Crowd.each(
                portals,
                portal -> control.list(path(portal) + "/apps?dialogId=" + COLLEAGUE).stream()
                        .map(JsonObject.class::cast)
                        .filter(app -> app.getString("title").equals(title))
                        .findFirst()
                        .ifPresent(app ->
                                bots.put(new Note(portal, plugin).key(), String.valueOf(app.getInteger("botId")))));
    }

    /**
     * Writes so many messages a second for a while. They are written when their time has come, whatever becomes of those
     * before.
     */
    void write(int perSecond, Duration during, IntFunction<Note> notes) {
        var begun = System.nanoTime();
        var count = (int) (perSecond * during.toMillis() / 1000);
        for (var number = 0; number < count; number++) {
            var due = begun + TimeUnit.SECONDS.toNanos(number) / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            var note = notes.apply(number);
            var text = "n" + ++last;
            writers.execute(() -> write(note, text));
        }
    }

    /** Reads from here on only what is answered to what is written from here on. */
    void forget() {
        first = last;
    }

    private void write(Note note, String text) {
        var body = new JsonObject().put("dialogId", bots.get(note.key())).put("text", text);
        control.post(path(note.portal()) + "/messages", body);
    }

    /** Milliseconds until each of so many messages was answered; those that never were count as {@code patience}. */
    List<Double> answered(Collection<Note> notes, int written, Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        var times = times(notes);
        while (times.size() < written && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            times = times(notes);
        }
        var never = (double) patience.toMillis();
        var all = new ArrayList<>(times);
        while (all.size() < written) {
            all.add(never);
        }
        return all;
    }

    /** How many of the times stand for messages that were not answered in {@code patience}. */
    static long unanswered(List<Double> times, Duration patience) {
        return times.stream().filter(time -> time >= patience.toMillis()).count();
    }

    private List<Double> times(Collection<Note> notes) {
        var times = new ArrayList<Double>();
        for (var note : notes) {
            times.addAll(times(note));
        }
        return times;
    }

    private List<Double> times(Note note) {
        var asked = new HashMap<String, Instant>();
        var times = new ArrayList<Double>();
        for (var one : control.list(path(note.portal()) + "/messages?dialogId=" + bots.get(note.key()))) {
            var message = (JsonObject) one;
            var text = message.getString("text");
            var at = Instant.parse(message.getString("at"));
            if (text.startsWith(ANSWER) && asked.containsKey(text.substring(ANSWER.length()))) {
                var took = Duration.between(asked.remove(text.substring(ANSWER.length())), at);
                times.add(TimeUnit.NANOSECONDS.toMicros(took.toNanos()) / 1e3);
            } else if (text.matches("n[0-9]+") && Integer.parseInt(text.substring(1)) > first) {
                asked.put(text, at);
            }
        }
        return times;
    }

    private static String path(String portal) {
        return "/portals/" + portal + "/users/" + PERSON;
    }

    @Override
    public void close() {
        writers.shutdownNow();
    }
}

package io.portalbots.chat;

import io.portalbots.chat.Inbox.Kept;
import io.portalbots.chat.Messenger.Content;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** An outbox of one event. */
final class MemoryOutbox implements Outbox {

    private final Map<String, Known> lines = new HashMap<>();
    private final Set<String> finished = new HashSet<>();

    private static String key(Line line) {
        return line.part() + " " + line.nth();
    }

    @Override
    public Known write(Line line, Content content) {
        var known = lines.getOrDefault(key(line), new Known.New());
        lines.putIfAbsent(key(line), new Known.Unknown());
        return known;
    }

    @Override
    public void sent(Line line, OptionalLong message) {
        lines.put(key(line), new Known.Sent(message));
    }

    @Override
    public void unsent(Line line, String why) {
        lines.remove(key(line));
    }

    @Override
    public Set<String> finished(Kept event) {
        return Set.copyOf(finished);
    }

    @Override
    public void finish(Kept event, String part) {
        finished.add(part);
    }

    void clear() {
        lines.clear();
        finished.clear();
    }
}

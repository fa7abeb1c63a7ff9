package io.portalbots.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What one pass over the body of an event finds: whose it is, what tells it from others, where it belongs, and what of it
 * may be stored, which is all but tokens and the blocks that carry them. Reads as {@link Form#fields} does.
 */
final class EventScan {

    private static final int LONGEST_KEY = 1000; // of what an index of PostgreSQL takes, less than half
    private static final int DIGEST = 16; // bytes
    private static final int LONGEST_TEXT = 100;
    private static final String TYPED = "TEXTAREA";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final byte[] stored;
    private int length;

    private String event = "";
    private String member = "";
    private String token = "";
    private String sent = "";
    private String bot = "";
    private String message = "";
    private String dialog = "";
    private boolean refreshing;
    private final TreeSet<Long> bots = new TreeSet<>();
    private final Map<Long, String> botsOfCommands = new HashMap<>();
    private final TreeSet<Long> commands = new TreeSet<>();
    private final Map<String, String> contexts = new HashMap<>();
    private final TreeMap<String, String> params = new TreeMap<>();
    private String user = "";

    private EventScan(byte[] body) {
        this.stored = new byte[body.length];
        FormScanner.scan(body, (name, value) -> see(body, name, value));
    }

    /** @throws FormException if the body is beyond a limit of {@link FormScanner} */
    static EventScan of(byte[] body) {
        return new EventScan(body);
    }

    private void see(byte[] body, FieldName name, FormText value) {
        pick(name, value);
        if (!name.carriesToken()) {
            keep(body, name.from(), value.to());
        }
    }

    private void keep(byte[] body, int from, int to) {
        if (length > 0) {
            stored[length++] = '&';
        }
        System.arraycopy(body, from, stored, length, to - from);
        length += to - from;
    }

    private void pick(FieldName name, FormText value) {
        switch (name.first()) {
            case 'e' -> event = name.is("event") ? text(value) : event;
            case 't' -> sent = name.is("ts") ? text(value) : sent;
            case 'a' -> auth(name, value);
            case 'd' -> data(name, value);
            default -> {}
        }
        if (name.endsWith("[COMMAND_CONTEXT]")) {
            contexts.put(name.text(), text(value));
        } else if (name.endsWith("[COMMAND_PARAMS]")) {
            params.put(name.text(), text(value));
        }
    }

    private void auth(FieldName name, FormText value) {
        if (name.is("auth[member_id]")) {
            member = text(value);
        } else if (name.is("auth[application_token]")) {
            token = text(value);
        }
    }

    private void data(FieldName name, FormText value) {
        if (name.startsWith("data[PARAMS]")) {
            message = name.is("data[PARAMS][MESSAGE_ID]") ? text(value) : message;
            dialog = name.is("data[PARAMS][DIALOG_ID]") ? text(value) : dialog;
        } else if (name.is("data[USER][ID]")) {
            user = text(value);
        } else if (name.is("data[BOT_ID]")) {
            bot = text(value);
        } else {
            entry(name, "data[BOT][", bots);
            entry(name, "data[COMMAND][", commands);
            if (name.endsWith("][BOT_ID]") && name.depth() == 3 && name.number("data[COMMAND][") >= 0) {
                botsOfCommands.put(name.number("data[COMMAND]["), text(value));
            }
        }
    }

    private void entry(FieldName name, String kind, Set<Long> ids) {
        var id = name.number(kind);
        if (id >= 0) {
            ids.add(id);
            refreshing |= name.endsWith("][refresh_token]") && name.depth() == 3;
        }
    }

    private static String text(FormText value) {
        return Form.storable(value.text());
    }

    String name() {
        return event;
    }

    String memberId() {
        return member;
    }

    String applicationToken() {
        return token;
    }

    /** Whether it brings tokens of a bot, which may prove an installation we lost or never heard of. */
    boolean provesBot() {
        return refreshing;
    }

    /**
     * The dialog with its bots, such as {@code 17@62}, clipped: a person is the same dialog to every bot, and a bot whose
     * plugin hangs must not hold up the others. Empty if there is no dialog.
     */
    String orderedIn() {
        var concerned = new TreeSet<>(botsOfCommands.values());
        concerned.remove("");
        bots.forEach(id -> concerned.add(String.valueOf(id)));
        return clipped(dialog.isEmpty() ? "" : dialog + "@" + String.join(",", concerned));
    }

    /** For columns: short, though whoever sends it may write at length. */
    static String clipped(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** Orders events of a dialog; 0 for the press of a button or an item of a menu, whose message is an old one, and where it is no number. */
    long messageId() {
        return pressed() || !NUMBER.matcher(message).matches() ? 0 : Long.parseLong(message);
    }

    private boolean pressed() {
        return contexts.values().stream().anyMatch(context -> !context.equals(TYPED));
    }

    /**
     * The same for every copy of an event, and different for others. A button of one message can be pressed many
     * times, and by many in the same second, so there the time of sending tells them apart, and who pressed which, of which
     * there is a digest only: it outlives what people wrote. An application may be removed, installed and removed within a
     * second; each installation has a token of its own.
     */
    String dedupe() {
        var unique = message.isEmpty() || pressed()
                ? String.join(
                        "|",
                        message,
                        dialog,
                        sent,
                        user,
                        params.isEmpty() ? "" : digest(String.join(" ", params.values())))
                : message;
        var installation = message.isEmpty() ? "|" + digest(token) : "";
        var key = event + "|" + bots + "|" + commands + "|" + bot + "|" + unique + installation;
        return key.length() > LONGEST_KEY ? digest(key) : key;
    }

    static String digest(String text) {
        try {
            var all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, DIGEST));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The body without tokens. */
    byte[] stored() {
        return Arrays.copyOf(stored, length);
    }
}

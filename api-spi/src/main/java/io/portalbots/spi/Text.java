package io.portalbots.spi;

import static io.portalbots.spi.Rules.check;

import java.util.regex.Pattern;

/**
 * Text of messages, put together so that nothing people wrote is taken for a BB code:
 *
 * <pre>{@code
 * Text.of("Poll by ").mention(17, "Dana").line().bold(question)
 * }</pre>
 *
 * <p>Whatever goes in is shown as it is; only the methods make codes. Grows as it is added to; for one thread.
 */
public final class Text {

    private static final Pattern QUOTE = Pattern.compile("(?m)^>>");
    private static final Pattern URL = Pattern.compile("(/(?!/)|https?://)[^\\p{Cntrl}]*");
    private static final Pattern INSTRUCTION = Pattern.compile("[^\\[\\]\\p{Cntrl}]+");

    private final StringBuilder bb = new StringBuilder();

    private Text() {}

    public static Text of() {
        return new Text();
    }

    public static Text of(String plain) {
        return of().plain(plain);
    }

    /**
     * Takes the meaning out of BB codes, so that people see what was written: an invisible word joiner follows every
     * opening bracket, and stands within the sign of a quotation.
     */
    public static String escape(String written) {
        return QUOTE.matcher(written.replace("[", "[\u2060")).replaceAll(">\u2060>");
    }

    public Text plain(String text) {
        bb.append(escape(text));
        return this;
    }

    /** Begins a new line. */
    public Text line() {
        bb.append('\n');
        return this;
    }

    public Text bold(String text) {
        return coded("B", "B", text);
    }

    public Text italic(String text) {
        return coded("I", "I", text);
    }

    public Text underlined(String text) {
        return coded("U", "U", text);
    }

    public Text struck(String text) {
        return coded("S", "S", text);
    }

    /** A link; {@code url} begins with {@code https://}, {@code http://} or {@code /} (on the portal). */
    public Text link(String url, String label) {
        check(URL.matcher(url).matches(), "url", "must begin with / or http(s)://", url);
        var whole = url.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20");
        return coded("URL=" + whole, "URL", label);
    }

    /** Names a person of the portal, who is notified of it. */
    public Text mention(long personId, String name) {
        return coded("USER=" + personId, "USER", name);
    }

    /** Words that a click sends to the chat in the person's name; {@code sent} has no brackets and is one line. */
    public Text send(String sent, String label) {
        return coded("SEND=" + instruction("sent", sent), "SEND", label);
    }

    /** Words that a click puts into the message box; {@code put} has no brackets and is one line. */
    public Text put(String put, String label) {
        return coded("PUT=" + instruction("put", put), "PUT", label);
    }

    /** Words that dial a number. */
    public Text call(String number, String label) {
        Rules.phone("number", number);
        return coded("CALL=" + number, "CALL", label);
    }

    private static String instruction(String field, String text) {
        check(INSTRUCTION.matcher(text).matches(), field, "must be one line without brackets", text);
        return text;
    }

    private Text coded(String opening, String closing, String text) {
        bb.append('[').append(opening).append(']');
        bb.append(escape(text));
        bb.append("[/").append(closing).append(']');
        return this;
    }

    /** With its BB codes, as {@link Chat#say(String)} takes it. */
    @Override
    public String toString() {
        return bb.toString();
    }
}

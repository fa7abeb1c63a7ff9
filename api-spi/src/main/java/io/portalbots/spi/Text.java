package io.portalbots.spi;

/** Text of messages. */
public final class Text {

    private Text() {}

    /**
     * Takes the meaning out of BB codes, so that people see what was written: an invisible word joiner follows every
     * opening bracket.
     */
    public static String escape(String written) {
        return written.replace("[", "[\u2060");
    }
}

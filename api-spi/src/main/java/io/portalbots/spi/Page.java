package io.portalbots.spi;

/**
 * The content of a frame. The platform wraps it into a document with a small fluid style sheet and a script that
 * speaks to the messenger. Scripts and styles of the page itself do not run, those of the jar's folder {@code static} do,
 * where they are named {@code static:poll.js}, as pictures are. A button or a form acts by attributes:
 *
 * <pre>{@code
 * <button data-action="send" data-value="/help">Help</button>
 * <button data-action="put" data-from="text">Put what I typed</button>   (the value of the field with id "text")
 * <button data-action="close">Close</button>
 * <form data-action="send" data-from="text">..</form>
 * }</pre>
 *
 * <p>A {@code <form method="post">} without an action goes to {@link ChatPlugin#submitted}.
 *
 * <p>Actions: {@code send} and {@code put} (a text), {@code call} (a number), {@code support} (the code of an Open
 * Channel), {@code close}.
 *
 * @param title of the document, 1 to 255 characters
 * @param body HTML; what people wrote goes through {@link #escape}
 */
public record Page(String title, String body) {

    public Page {
        Rules.text("title", title, 255);
    }

    /** {@code text} so that HTML shows it as it is, in content and in quoted attributes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

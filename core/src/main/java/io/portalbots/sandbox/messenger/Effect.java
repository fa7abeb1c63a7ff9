package io.portalbots.sandbox.messenger;

/** What a click or press did, or would do in a browser. */
public sealed interface Effect {

    /** Puts a text into the message box. */
    record Put(String text) implements Effect {}

    /** A message was posted in the person's name. */
    record Sent(String text, int messageId) implements Effect {}

    /** Dials a number. */
    record Call(String number) implements Effect {}

    /** Opens the dialog of an Open Channel. */
    record Support(String code) implements Effect {}

    /** Opens another dialog. */
    record OpenDialog(String dialogId) implements Effect {}

    /** Copies a text. */
    record Copy(String text) implements Effect {}

    /** Opens an address. */
    record Link(String url) implements Effect {}

    /** Ran a bot's command. */
    record Commanded() implements Effect {}

    /** An action that opens something of the vendor's, such as {@code HELP}. */
    record Vendor(String action, String value) implements Effect {}

    /** Opens a frame; {@code contextMode} if a button opened it, and then it is a popup in any case. */
    record Frame(String url, int width, int height, String title, String copyright, boolean popup, boolean contextMode)
            implements Effect {}

    /** Nothing happened. */
    sealed interface Nothing extends Effect {

        /** Why, in sentences. */
        String reason();
    }

    /** What was clicked is dead or not there for that person. */
    record NotVisible(String reason) implements Nothing {}

    /** What was to be tampered with cannot be. */
    record NotTampered(String reason) implements Nothing {}
}

package io.portalbots.sandbox.model;

/** Anyone who can be in a chat. People and bots of a portal share one sequence of ids. */
public sealed interface Member permits Person, Bot {

    /** The id by which private dialogs and REST calls name this member. */
    int id();

    /** First and last name, as shown above a message. */
    String name();

    /** First name, or empty. */
    String firstName();

    /** Last name, or empty. */
    String lastName();

    /** {@code M}, {@code F} or empty. */
    String gender();

    /** What the member does, or empty. */
    default String workPosition() {
        return "";
    }
}

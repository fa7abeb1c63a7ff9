package io.portalbots.registry;

import java.util.Map;

/**
 * One call of a method of a portal, ready to be sent alone or together with others.
 *
 * @param method such as {@code imbot.app.register}
 * @param query its parameters as a form, percent-encoded once. A value that is nothing but {@link #resultOf} stands for
 *     what an earlier call sent along gave
 * @param shown of the parameters those that may be shown to people who read the log, such as {@code CODE}
 */
public record Call(String method, String query, Map<String, String> shown) {

    public Call {
        shown = Map.copyOf(shown);
    }

    /** The result of the {@code position}th of the calls that are sent together, from 0; percent-encoded already. */
    public static String resultOf(int position) {
        return "%24result%5B" + name(position) + "%5D";
    }

    /** What the {@code position}th of the calls that are sent together is called. */
    public static String name(int position) {
        return "c" + position;
    }
}

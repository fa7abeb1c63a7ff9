package io.portalbots.sandbox.model;

import java.util.Optional;

/**
 * What a bot shows of itself: {@code PROPERTIES} of {@code imbot.register} [docs: chat-bots/outdated/bots]. Texts are
 * empty where nothing was said.
 *
 * @param color one of {@link Colors}
 * @param birthday {@code YYYY-MM-DD}
 * @param gender {@code M} or {@code F}
 */
public record Profile(
        String firstName,
        String lastName,
        String color,
        String email,
        String birthday,
        String workPosition,
        String www,
        String gender,
        Optional<Image> photo) {

    /** First and last name, as far as there are any. */
    public String name() {
        return (firstName + " " + lastName).strip();
    }
}

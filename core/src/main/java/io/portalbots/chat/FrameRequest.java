package io.portalbots.chat;

import java.util.Map;
import java.util.Optional;

/**
 * A person's browser asks for a frame, with the parameters a portal appends to the address.
 *
 * @param plugin and {@code app}: from the path
 * @param parameters as they came, such as {@code USER_ID}
 */
public record FrameRequest(String plugin, String app, Map<String, String> parameters) {

    public FrameRequest {
        parameters = Map.copyOf(parameters);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    Optional<String> present(String name) {
        return Optional.of(parameter(name)).filter(value -> !value.isEmpty());
    }
}

package io.portalbots.sandbox.conformance;

import java.util.List;

/**
 * What one file says about one part of a portal.
 *
 * @param name the part, such as {@code imbot.app.register}
 * @param behaviours in the order of the file
 */
public record Area(String name, List<Behaviour> behaviours) {

    public Area {
        behaviours = List.copyOf(behaviours);
    }
}

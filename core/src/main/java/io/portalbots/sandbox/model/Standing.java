package io.portalbots.sandbox.model;

import java.util.Optional;
import java.util.Set;

/**
 * What an application is allowed on a portal just now.
 *
 * @param active switched on; the portal does not know an application that is not
 * @param onHold put on hold for overload [src: rest/lib/oauth/auth.php]
 * @param paid whether its paid or trial period lasts
 * @param users who may use it besides administrators; empty for everybody
 */
public record Standing(boolean active, boolean onHold, boolean paid, Optional<Set<Integer>> users) {

    /** Nothing in its way. */
    public static final Standing GOOD = new Standing(true, false, true, Optional.empty());

    /** Whether somebody may use the application: administrators always may, and so do bots. */
    public boolean admits(Member member) {
        return !(member instanceof Person person)
                || person.admin()
                || users.stream().allMatch(listed -> listed.contains(person.id()));
    }
}

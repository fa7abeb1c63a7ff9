package io.portalbots.registry.doctor;

import io.portalbots.tenant.Tenant;
import java.util.Optional;
import java.util.Set;

/** Asks a portal, in one request that changes nothing there, what keeps people from an app. Blocks. */
public interface PortalLook {

    /** What a tenant's portal says. It is asked once, even if it stays silent. */
    Seen at(Tenant tenant, Complaint complaint);

    /**
     * What was seen; empty is what could not be.
     *
     * @param silence why nothing was seen at all
     * @param installed whether the installation was brought to its end
     * @param scopes what the portal lets the application do, such as {@code imbot}
     * @param administrator whether the person is one
     * @param extranet whether the person is from outside the company
     * @param dialog what kind of dialog it is
     */
    record Seen(
            Optional<String> silence,
            Optional<Boolean> installed,
            Optional<Set<String>> scopes,
            Optional<Boolean> administrator,
            Optional<Boolean> extranet,
            Optional<Room> dialog) {

        /** Nothing, for a reason. */
        public static Seen nothing(String why) {
            return new Seen(
                    Optional.of(why),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** Kinds of chats that have a number of their own. */
    enum Room {
        GROUP,
        OPEN_CHANNEL,
        TELEPHONY
    }
}

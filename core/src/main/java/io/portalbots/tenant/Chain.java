package io.portalbots.tenant;

import java.time.Duration;
import java.util.Optional;

/**
 * What people may know of a chain of tokens.
 *
 * @param holder the portal's number of the person or bot the tokens belong to; 0 if it is not known
 * @param version how many pairs there were
 * @param left how long its access token lives on; negative when it is over
 * @param idle since its last refresh
 * @param retired why it is not used any more; empty if it is
 */
public record Chain(long holder, Role role, long version, Duration left, Duration idle, Optional<String> retired) {

    /** How we came by the tokens. */
    public enum Role {
        /** The administrator who installed the application. */
        INSTALLER,
        /** An administrator who opened its page. */
        ADMINISTRATOR,
        /** Our bot, whose tokens came in an event when no other chain was left. */
        BOT
    }
}

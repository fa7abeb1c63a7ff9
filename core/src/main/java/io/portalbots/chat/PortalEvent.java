package io.portalbots.chat;

import io.portalbots.spi.Arrival;
import io.portalbots.spi.CommandCall;
import io.portalbots.spi.Message;
import java.util.List;

/** Something people did on a portal, as its event tells. Bots are named by the portal's numbers. */
public sealed interface PortalEvent {

    /** Somebody wrote to these bots, or mentioned them. */
    record MessageAdded(List<Long> bots, Message message) implements PortalEvent {}

    /** Somebody ran commands; {@code extranet} tells whether that is a person from outside the company. */
    record CommandsAdded(List<Run> runs, boolean extranet) implements PortalEvent {

        /** One command; {@code commandId} is the portal's number for it. */
        public record Run(long bot, long commandId, CommandCall call) {}
    }

    /** These bots joined a dialog; {@code extranet} tells whether the person is from outside the company. */
    record JoinedChat(List<Long> bots, Arrival arrival, boolean extranet) implements PortalEvent {}

    /** The bot was deleted, and all that belonged to it. */
    record BotDeleted(long bot) implements PortalEvent {}

    /** The application has another version on the portal. */
    record Updated() implements PortalEvent {}

    /** An event nothing is done about. */
    record Other(String name) implements PortalEvent {}
}

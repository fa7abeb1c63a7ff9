package io.portalbots.chat;

import io.portalbots.tenant.TenantId;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Keeps events before they are acknowledged. Never blocks. */
public interface EventLog {

    /**
     * A new event.
     *
     * @param name such as {@code ONIMBOTMESSAGEADD}
     * @param dedupe the same for every copy of it
     * @param dialog where it happened and with which bots, within which events have an order; empty if nowhere
     * @param messageId what orders it within the dialog; 0 if nothing does
     * @param body its form without tokens
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed nor compared
    record Arrived(TenantId tenant, String name, String dedupe, String dialog, long messageId, byte[] body) {}

    /**
     * Completes once it is durable.
     *
     * @param claimed whether this process may claim it
     * @param handling is given it if it is claimed, which may be some time after it is durable; never if it was kept before
     */
    CompletionStage<Void> keep(Arrived event, boolean claimed, Consumer<Inbox.Kept> handling);
}

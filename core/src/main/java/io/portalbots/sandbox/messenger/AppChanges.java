package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Portal;

/** Hears what becomes of chat apps, so that open clients can follow. Told after it happened. */
public interface AppChanges {

    /** An app is new. No portal pushes that [src]. */
    void registered(Portal portal, ChatApp app);

    /** An app was updated. Not told of an update that stored nothing. */
    void updated(Portal portal, AppChange change);

    /** An app is gone, by itself or with its bot. */
    void unregistered(Portal portal, ChatApp app);
}

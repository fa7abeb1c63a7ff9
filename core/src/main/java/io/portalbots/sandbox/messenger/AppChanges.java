package io.portalbots.sandbox.messenger;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.Portal;

/**
 * Hears what becomes of chat apps that people have before them, so that open clients can follow. Told after it happened.
 * Of a registration nobody is told: no portal pushes one [src].
 */
public interface AppChanges {

    /** An app was updated. Not told of an update that stored nothing. */
    void updated(Portal portal, AppChange change);

    /** An app is gone, by itself or with its bot. */
    void unregistered(Portal portal, ChatApp app);

    /** Nobody listens. */
    static AppChanges unheard() {
        return new AppChanges() {
            @Override
            public void updated(Portal portal, AppChange change) {}

            @Override
            public void unregistered(Portal portal, ChatApp app) {}
        };
    }
}

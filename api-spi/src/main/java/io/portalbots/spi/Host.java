package io.portalbots.spi;

/**
 * What the platform does for a plugin while it handles one call, which is about one portal. It is good for that call
 * only, and refuses afterwards. Implemented by the platform.
 */
public interface Host {

    /** What the plugin keeps for the portal. */
    default Storage storage() {
        throw new UnsupportedOperationException("this host has no storage");
    }

    /** The portal's own REST methods. */
    default Portal portal() {
        throw new UnsupportedOperationException("this host calls no portal");
    }
}

package io.portalbots.platform;

/** Puts something around the adapters of our ports: a recorder, a cache, a fault. */
interface Wrapping {

    /** Leaves every adapter as it is. */
    Wrapping NONE = new Wrapping() {
        @Override
        public <T> T around(Class<T> port, T adapter) {
            return adapter;
        }
    };

    /** What serves as {@code port} in place of {@code adapter}. */
    <T> T around(Class<T> port, T adapter);
}

package io.portalbots.registry;

/** All was done that could be; something else has to be tried again later, though the portal answered. */
public final class UnfinishedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfinishedException(String why) {
        super(why);
    }
}

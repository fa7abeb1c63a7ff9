package io.portalbots.tenant;

/**
 * Silence where an answer was due: a time-out, a server error, "slow down". Says nothing about what the portal did
 * with the call. Caught in one place, which backs off.
 */
public final class PortalUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortalUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public PortalUnavailableException(String message) {
        super(message);
    }
}

package io.portalbots.tenant;

import org.jspecify.annotations.Nullable;

/**
 * Silence where an answer was due: a time-out, a server error, "slow down". Says nothing about what the portal did
 * with the call. Caught in one place, which backs off.
 */
public final class PortalUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is known about the silence. */
    public enum Kind {
        /** It takes connections, and is slow, busy or broken. */
        SILENT,
        /** It said that it does nothing for now, or our own pace had no turn for the call: nothing was done. */
        BUSY,
        /** No connection is possible: its name does not resolve, it refuses, its certificate is wrong, it was closed. */
        OUT_OF_REACH,
        /** It sends us elsewhere, where we do not go unless the authorization server says so too. */
        MOVED,
        /** It does not take the access token, which may be past its hour: a refresh tells. */
        TOKEN_REFUSED
    }

    private PortalUnavailableException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public PortalUnavailableException(String message, Throwable cause) {
        this(Kind.SILENT, message, cause);
    }

    public PortalUnavailableException(String message) {
        this(Kind.SILENT, message, null);
    }

    public static PortalUnavailableException outOfReach(String message) {
        return new PortalUnavailableException(Kind.OUT_OF_REACH, message, null);
    }

    public static PortalUnavailableException outOfReach(String message, Throwable cause) {
        return new PortalUnavailableException(Kind.OUT_OF_REACH, message, cause);
    }

    public static PortalUnavailableException busy(String message) {
        return new PortalUnavailableException(Kind.BUSY, message, null);
    }

    public static PortalUnavailableException moved(String message) {
        return new PortalUnavailableException(Kind.MOVED, message, null);
    }

    public static PortalUnavailableException tokenRefused(String message) {
        return new PortalUnavailableException(Kind.TOKEN_REFUSED, message, null);
    }

    public Kind kind() {
        return kind;
    }
}

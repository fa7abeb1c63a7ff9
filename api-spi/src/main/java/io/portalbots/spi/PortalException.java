package io.portalbots.spi;

/** The portal did not answer, or the platform does not ask it; later it may. */
public final class PortalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortalException(String message, Throwable cause) {
        super(message, cause);
    }

    public PortalException(String message) {
        super(message);
    }
}

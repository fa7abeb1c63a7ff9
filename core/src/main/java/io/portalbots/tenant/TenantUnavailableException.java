package io.portalbots.tenant;

/** A tenant that cannot be called until something happens to it: its tokens are lost, or it was removed meanwhile. */
public final class TenantUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TenantUnavailableException(String message) {
        super(message);
    }
}

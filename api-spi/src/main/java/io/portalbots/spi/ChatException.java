package io.portalbots.spi;

/** The portal did not take what was said. Let it pass: the platform logs it with the portal's reason. */
public final class ChatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChatException(String message, Throwable cause) {
        super(message, cause);
    }

    public ChatException(String message) {
        super(message);
    }
}

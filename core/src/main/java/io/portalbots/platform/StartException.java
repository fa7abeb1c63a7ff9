package io.portalbots.platform;

/** What keeps us from starting or from doing what was asked; the message, one line, is all people need. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }

    StartException(String message) {
        super(message);
    }
}

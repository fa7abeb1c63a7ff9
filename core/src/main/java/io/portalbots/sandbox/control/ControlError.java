package io.portalbots.sandbox.control;

/** A refusal of the control API: {@code {error, message}} with a status. */
final class ControlError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private ControlError(int status, String error, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
    }

    static ControlError wrongField(String message) {
        return new ControlError(400, "WRONG_FIELD", message);
    }

    static ControlError malformed(String message) {
        return new ControlError(400, "MALFORMED_JSON", message);
    }

    static ControlError notFound(String error, String message) {
        return new ControlError(404, error, message);
    }

    /** Something invisible or dead. */
    static ControlError notVisible(String message) {
        return new ControlError(409, "NOT_VISIBLE", message);
    }

    static ControlError conflict(String error, String message) {
        return new ControlError(409, error, message);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }
}

package io.portalbots.sandbox.conformance;

/** A file of pairs is not as its README says. The message names the file, the behaviour and the fault. */
public final class WrongFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongFileException(String message) {
        super(message);
    }
}

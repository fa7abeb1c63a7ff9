package io.portalbots.web;

/** A form is beyond a limit, which the message names; it repeats nothing of the form. */
final class FormException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FormException(String message) {
        super(message);
    }
}

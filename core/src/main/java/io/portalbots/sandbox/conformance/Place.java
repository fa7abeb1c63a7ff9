package io.portalbots.sandbox.conformance;

/** Where in the files something stands, for messages. */
record Place(String file, String what) {

    Place in(String inner) {
        return new Place(file, what.isEmpty() ? inner : what + ", " + inner);
    }

    WrongFileException wrong(String message) {
        return new WrongFileException(file + (what.isEmpty() ? "" : ", " + what) + ": " + message);
    }
}

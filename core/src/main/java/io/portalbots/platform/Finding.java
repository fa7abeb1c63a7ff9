package io.portalbots.platform;

import io.vertx.core.json.JsonObject;

/**
 * What came of looking at one thing.
 *
 * @param what was looked at, such as {@code database}
 * @param said what was found, or why it does not do
 * @param remedy what to do about it; empty if it is all right
 */
record Finding(String what, boolean ok, String said, String remedy) {

    static Finding ok(String what, String said) {
        return new Finding(what, true, said, "");
    }

    static Finding failed(String what, String why, String remedy) {
        return new Finding(what, false, why, remedy);
    }

    String line() {
        return ok ? "ok      " + what + ": " + said : "FAILED  " + what + ": " + said + "; " + remedy;
    }

    JsonObject json() {
        return new JsonObject()
                .put("what", what)
                .put("ok", ok)
                .put("said", said)
                .put("remedy", remedy);
    }
}

package io.portalbots.sandbox.conformance;

import java.util.Map;
import java.util.Optional;

/**
 * A request before its variables are filled in.
 *
 * @param verb GET, POST and so on; empty for GET without and POST with a body
 * @param url absolute
 * @param token the access token, and how it travels
 * @param query parameters by name, or a query as it is; empty text for none
 */
record Ask(
        Optional<String> verb,
        String url,
        Optional<Token> token,
        Map<String, Object> headers,
        Object query,
        Body body) {

    /**
     * @param by the name of a parameter, or {@link #BEARER}
     */
    record Token(String by, String value) {

        static final String BEARER = "bearer";
    }

    /** What a body is written as. */
    enum Kind {
        NONE,
        FORM,
        JSON,
        MULTIPART,
        RAW
    }

    /**
     * @param content text, or parameters by name; for {@link Kind#JSON} anything
     */
    record Body(Kind kind, Object content) {

        static final Body NONE = new Body(Kind.NONE, "");
    }
}

package io.portalbots.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The flat fields of a form, as they came. */
final class Form {

    static final int LARGEST = 256 * 1024;
    private static final String TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    /**
     * The fields of the request's body, of those of one name the last. Waits for the body, so nothing may have waited
     * before. Empty, and answered with 415, if the body is no form.
     *
     * @throws FormException if it is beyond a limit of {@link FormScanner}
     */
    static Optional<Map<String, String>> read(RoutingContext context) {
        return bytes(context).map(Form::fields);
    }

    /** Likewise, not read yet. */
    static Optional<byte[]> bytes(RoutingContext context) {
        return isForm(context.request())
                ? Optional.of(Body.read(context.request(), LARGEST).await().getBytes())
                : Optional.empty();
    }

    /** Whether the request says it is a form; if not, it is answered with 415. */
    static boolean isForm(HttpServerRequest request) {
        var type =
                Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE)).orElse("");
        if (type.equals(TYPE) || type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE)) {
            return true;
        }
        var message = "the body must be a form (" + TYPE + ") but is '" + type + "'";
        Json.error(request.response(), 415, "NOT_A_FORM", message);
        return false;
    }

    /** The fields of a form or of the query of an address. */
    static Map<String, String> fields(byte[] form) {
        var fields = new TreeMap<String, String>();
        FormScanner.scan(form, (name, value) -> fields.put(name.text(), storable(value.text())));
        return fields;
    }

    /** Without NUL, which PostgreSQL keeps in no text. */
    static String storable(String text) {
        return text.replace("\0", "");
    }
}

package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.rest.Authentication.Credentials;
import io.portalbots.sandbox.wire.Params;
import java.time.Instant;
import java.util.List;

/**
 * A request as it reached a portal, apart from HTTP.
 *
 * @param method as it was written, without its format
 * @param format {@code json} or {@code xml}
 * @param params as they came, those of the transport among them
 * @param source the address it came from
 * @param secure whether it came over https
 * @param arrival when it began to come in
 */
public record Question(
        String method,
        String format,
        Credentials credentials,
        Params params,
        String source,
        boolean secure,
        Instant arrival) {

    /** The methods that a batch's commands name; none for any other method. */
    public List<String> nested() {
        return isBatch() ? Batch.names(params) : List.of();
    }

    /** How many commands it has: those of a batch, else one. */
    public int commands() {
        return isBatch() ? nested().size() : 1;
    }

    /** The access token it shows, or an empty text. */
    public String token() {
        return credentials instanceof Credentials.Access access ? access.token() : "";
    }

    boolean isBatch() {
        return method.equalsIgnoreCase("batch");
    }
}

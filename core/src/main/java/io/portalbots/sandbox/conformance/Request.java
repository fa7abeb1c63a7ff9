package io.portalbots.sandbox.conformance;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.stream.Collectors;

/** A request as it is sent. */
record Request(String verb, String url, Map<String, String> headers, Buffer body) {

    /** The request for people: its first line, headers, body. */
    String shown() {
        var lines = headers.entrySet().stream()
                .map(header -> "\n" + header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining());
        return verb + " " + url + lines + (body.length() == 0 ? "" : "\n" + body);
    }
}

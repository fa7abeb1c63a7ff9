package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.PhpForm;
import java.util.Map;

/**
 * One command of a batch, {@code method?query}. It is read like an address: the query is decoded once, even if the batch
 * came as JSON, and ends at a {@code #}.
 *
 * @param method as it was written: a command has no format, so {@code profile.json} is no method
 */
record BatchCommand(String method, Map<String, Object> params) {

    static BatchCommand of(String text) {
        var address = text.split("#", 2)[0].split("\\?", 2);
        return new BatchCommand(address[0], PhpForm.decode(address.length == 2 ? address[1] : ""));
    }

    /** The method alone. */
    static String methodOf(String text) {
        return text.split("[?#]", 2)[0];
    }
}

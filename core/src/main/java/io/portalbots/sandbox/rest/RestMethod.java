package io.portalbots.sandbox.rest;

/** One method of the REST API. */
@FunctionalInterface
public interface RestMethod {

    /** Does what the method does; every refusal is an answer, an exception is a bug. */
    Answer call(Call call);
}

package io.portalbots.sandbox.conformance;

import java.util.Optional;

/**
 * How a pair went.
 *
 * @param pair its name
 * @param failure empty if all came as documented; else what was asked, what came, and the differences
 */
public record Outcome(String pair, Optional<String> failure) {}

package io.portalbots.sandbox.conformance;

import java.util.Map;

/**
 * One request and what must come back.
 *
 * @param keep variables for later requests, each with the path of its value in the answer
 */
record Exchange(Ask ask, Expected answer, Map<String, String> keep) {}

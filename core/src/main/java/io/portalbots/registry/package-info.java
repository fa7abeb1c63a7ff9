/**
 * Puts on every portal what its plugins offer, and keeps it right.
 */
@NullMarked
package io.portalbots.registry;

import org.jspecify.annotations.NullMarked;

/**
 * Wires everything: commands, configuration, verticles.
 */
@NullMarked
package io.portalbots.platform;

import org.jspecify.annotations.NullMarked;

/**
 * What a plugin is written against. Start with {@link io.portalbots.spi.ChatPlugin}.
 *
 * <p>Everything here is blocking and plain: records that say what is legal, and a few interfaces the
 * platform implements. No type of the platform's own stack appears.
 */
@NullMarked
package io.portalbots.spi;

import org.jspecify.annotations.NullMarked;

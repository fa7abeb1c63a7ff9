/**
 * What people do by hand: plans, shown and applied exactly, held removals let through, a bot made anew.
 */
@NullMarked
package io.portalbots.registry.apply;

import org.jspecify.annotations.NullMarked;

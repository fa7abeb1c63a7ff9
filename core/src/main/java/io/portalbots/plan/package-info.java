/**
 * What should be on a portal, what is there, and the steps between. Pure: all of its world in the arguments.
 */
@NullMarked
package io.portalbots.plan;

import org.jspecify.annotations.NullMarked;

/**
 * What looks like a mistake, such as an emptied plugin folder or a restored backup, is held until a person approves it.
 */
@NullMarked
package io.portalbots.registry.brakes;

import org.jspecify.annotations.NullMarked;

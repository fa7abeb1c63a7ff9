/**
 * Tenants, their tokens and settings, and the ports through which they are kept and proven.
 */
@NullMarked
package io.portalbots.tenant;

import org.jspecify.annotations.NullMarked;

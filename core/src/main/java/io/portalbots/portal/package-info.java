/**
 * Bitrix24 outward: its REST and OAuth, one adapter per port of the inner packages.
 */
@NullMarked
package io.portalbots.portal;

import org.jspecify.annotations.NullMarked;

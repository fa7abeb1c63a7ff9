/**
 * HTTP inward: one handler per route.
 */
@NullMarked
package io.portalbots.web;

import org.jspecify.annotations.NullMarked;

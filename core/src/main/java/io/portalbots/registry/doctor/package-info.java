/**
 * Why an app is not seen: walks from the plugin to the person, and names the first broken link.
 */
@NullMarked
package io.portalbots.registry.doctor;

import org.jspecify.annotations.NullMarked;

/**
 * Plugins: found in a folder, loaded, called on threads of their own. Knows nothing of tenants.
 */
@NullMarked
package io.portalbots.plugin;

import org.jspecify.annotations.NullMarked;

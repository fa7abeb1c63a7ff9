/**
 * PostgreSQL implementations of the stores, migrations, sealing of secrets.
 */
@NullMarked
package io.portalbots.store;

import org.jspecify.annotations.NullMarked;

/**
 * What happens when a person uses an app: events in, answers out, frames guarded.
 */
@NullMarked
package io.portalbots.chat;

import org.jspecify.annotations.NullMarked;

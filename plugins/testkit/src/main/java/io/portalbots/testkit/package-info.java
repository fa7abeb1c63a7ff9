/**
 * Tests of plugins on the real thing: the platform and a sandbox portal in the test's own process. Begin at {@link
 * io.portalbots.testkit.PortalbotsExtension}.
 */
@NullMarked
package io.portalbots.testkit;

import org.jspecify.annotations.NullMarked;

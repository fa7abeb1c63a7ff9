/**
 * What the pages within portals are written from. The templates in {@code src/main/jte} become classes of this package.
 */
@NullMarked
package io.portalbots.web.pages;

import org.jspecify.annotations.NullMarked;

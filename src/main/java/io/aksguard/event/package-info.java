/**
 * What Event Grid delivers, read from either schema; pure, no SDK, and free of persons: of them
 * nothing but object and application ids goes beyond this package.
 */
@NullMarked
package io.aksguard.event;

import org.jspecify.annotations.NullMarked;

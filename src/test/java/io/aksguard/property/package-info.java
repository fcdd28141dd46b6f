/**
 * Properties that hold for every input, tried on random ones: src/docs/testing.md says how to
 * repeat a case.
 */
@NullMarked
package io.aksguard.property;

import org.jspecify.annotations.NullMarked;

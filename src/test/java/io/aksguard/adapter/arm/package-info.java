/** The client of ARM against scripted answers. */
@NullMarked
package io.aksguard.adapter.arm;

import org.jspecify.annotations.NullMarked;

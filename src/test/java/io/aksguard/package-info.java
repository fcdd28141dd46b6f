@NullMarked
package io.aksguard;

import org.jspecify.annotations.NullMarked;

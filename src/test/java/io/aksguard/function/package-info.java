@NullMarked
package io.aksguard.function;

import org.jspecify.annotations.NullMarked;

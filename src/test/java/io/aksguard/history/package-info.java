@NullMarked
package io.aksguard.history;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.app;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.event;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.inbox;

import org.jspecify.annotations.NullMarked;

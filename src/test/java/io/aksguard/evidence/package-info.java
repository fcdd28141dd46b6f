@NullMarked
package io.aksguard.evidence;

import org.jspecify.annotations.NullMarked;

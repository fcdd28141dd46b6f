@NullMarked
package io.aksguard.remediation.guard;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.remediation.window;

import org.jspecify.annotations.NullMarked;

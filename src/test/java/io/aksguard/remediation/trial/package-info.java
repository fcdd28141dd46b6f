@NullMarked
package io.aksguard.remediation.trial;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.remediation;

import org.jspecify.annotations.NullMarked;

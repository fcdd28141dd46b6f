@NullMarked
package io.aksguard.remediation.permission;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.evidence.kubernetes;

import org.jspecify.annotations.NullMarked;

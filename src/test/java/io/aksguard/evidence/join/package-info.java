@NullMarked
package io.aksguard.evidence.join;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.aksguard.evidence.input;

import org.jspecify.annotations.NullMarked;

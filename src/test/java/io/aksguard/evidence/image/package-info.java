@NullMarked
package io.aksguard.evidence.image;

import org.jspecify.annotations.NullMarked;

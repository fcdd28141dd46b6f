@NullMarked
package io.aksguard.cluster;

import org.jspecify.annotations.NullMarked;

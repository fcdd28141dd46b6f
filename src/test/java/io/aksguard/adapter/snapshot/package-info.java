@NullMarked
package io.aksguard.adapter.snapshot;

import org.jspecify.annotations.NullMarked;

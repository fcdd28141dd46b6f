/** The contract of the ports, kept by every adapter, and a store in memory for fast tests. */
@NullMarked
package io.aksguard.storage;

import org.jspecify.annotations.NullMarked;

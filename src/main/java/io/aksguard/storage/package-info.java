/** Ports to what is kept: rows and blobs. Whatever stores them keeps the one contract. */
@NullMarked
package io.aksguard.storage;

import org.jspecify.annotations.NullMarked;

/** Evidence from a folder of files, as the command line reads it. */
@NullMarked
package io.aksguard.adapter.snapshot;

import org.jspecify.annotations.NullMarked;

/** What is to be mended in a cluster, and how far that has come. Pure. */
@NullMarked
package io.aksguard.intent;

import org.jspecify.annotations.NullMarked;

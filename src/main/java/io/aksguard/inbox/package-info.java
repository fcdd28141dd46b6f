/** Events until they are worked on, and what belongs to which cluster, over {@code storage}. */
@NullMarked
package io.aksguard.inbox;

import org.jspecify.annotations.NullMarked;

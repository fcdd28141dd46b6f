/** The composition root: settings, and the parts put together by plain constructors. */
@NullMarked
package io.aksguard.app;

import org.jspecify.annotations.NullMarked;

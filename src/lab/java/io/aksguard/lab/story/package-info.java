/** A short story that the whole product plays in a simulated tenant, told as it happens. */
@NullMarked
package io.aksguard.lab.story;

import org.jspecify.annotations.NullMarked;

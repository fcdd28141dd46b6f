/** Verdicts as people and pipelines see them, with waivers laid over them. Pure. */
@NullMarked
package io.aksguard.finding;

import org.jspecify.annotations.NullMarked;

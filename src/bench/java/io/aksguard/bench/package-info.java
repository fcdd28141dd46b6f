/** Speed, measured: a generated fleet, and three benchmarks (src/docs/performance.md). */
@NullMarked
package io.aksguard.bench;

import org.jspecify.annotations.NullMarked;

/** Azure Functions entry points: text in, text out, nothing decided here. */
@NullMarked
package io.aksguard.function;

import org.jspecify.annotations.NullMarked;

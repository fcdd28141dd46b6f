/**
 * What the worker and Durable Functions make of code, and rules that keep the product out of it.
 */
@NullMarked
package io.aksguard.trap;

import org.jspecify.annotations.NullMarked;

/** Steps with side effects, through ports only; safe to run twice. */
@NullMarked
package io.aksguard.activity;

import org.jspecify.annotations.NullMarked;

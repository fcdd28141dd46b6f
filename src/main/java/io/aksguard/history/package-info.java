/** The ledger: append-only, hash-chained history over the ports of {@code storage}. */
@NullMarked
package io.aksguard.history;

import org.jspecify.annotations.NullMarked;

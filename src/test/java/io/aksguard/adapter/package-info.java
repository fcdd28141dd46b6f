/** Azure's adapters against the simulated tenant over TLS. */
@NullMarked
package io.aksguard.adapter;

import org.jspecify.annotations.NullMarked;

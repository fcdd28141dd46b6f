/** The packaged app, its hosts and a simulated tenant, put through what production may bring. */
@NullMarked
package io.aksguard.scene;

import org.jspecify.annotations.NullMarked;

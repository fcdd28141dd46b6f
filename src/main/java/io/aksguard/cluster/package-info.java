/** Names of things in Azure: resource ids and cluster ids. JDK only. */
@NullMarked
package io.aksguard.cluster;

import org.jspecify.annotations.NullMarked;

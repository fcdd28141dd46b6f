/**
 * What Kubernetes objects have to do with each other, read from the objects alone: pure, over
 * {@link io.aksguard.evidence.JsonObject}. Knows neither files nor Azure.
 */
@NullMarked
package io.aksguard.evidence.kubernetes;

import org.jspecify.annotations.NullMarked;

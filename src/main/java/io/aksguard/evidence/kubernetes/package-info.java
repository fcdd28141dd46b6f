/**
 * Kubernetes objects to section {@code kubernetes}: what is kept of an object ({@link
 * io.aksguard.evidence.kubernetes.Pruning}), which workload a pod belongs to, what selects and
 * grants what. Pure; the shape of the section is in src/docs/evidence.md. Knows no files.
 */
@NullMarked
package io.aksguard.evidence.kubernetes;

import org.jspecify.annotations.NullMarked;

/**
 * Container images: their references, the registries that they come from, their tags, and what
 * scanners found in those that run. Pure, over texts and evidence; knows no Kubernetes client, no
 * registry and no files.
 */
@NullMarked
package io.aksguard.evidence.image;

import org.jspecify.annotations.NullMarked;

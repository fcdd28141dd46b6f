/**
 * Azure Resource Graph: the inventory of all that is audited, paged strictly, as a snapshot in
 * shards.
 */
@NullMarked
package io.aksguard.adapter.graph;

import org.jspecify.annotations.NullMarked;

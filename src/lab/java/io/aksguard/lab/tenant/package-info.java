/**
 * A simulated Azure tenant over TLS: Resource Manager, Resource Graph, Entra's token endpoint, keys
 * of Key Vault and an Event Grid topic, with one state behind all of them, driven by a clock that
 * is given to it. It models what the product relies on, refuses what it does not know, and is no
 * proof against Azure itself. Never shipped.
 */
@NullMarked
package io.aksguard.lab.tenant;

import org.jspecify.annotations.NullMarked;

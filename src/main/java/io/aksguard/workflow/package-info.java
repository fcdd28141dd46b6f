/** Orchestrators: they only wait and decide. The one package that knows durabletask. */
@NullMarked
package io.aksguard.workflow;

import org.jspecify.annotations.NullMarked;

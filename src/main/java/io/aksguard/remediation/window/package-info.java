/**
 * When AKS may disrupt a cluster: its planned maintenance (maintenanceConfigurations), as
 * java.time. Pure.
 */
@NullMarked
package io.aksguard.remediation.window;

import org.jspecify.annotations.NullMarked;

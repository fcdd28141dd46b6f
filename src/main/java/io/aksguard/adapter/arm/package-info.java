/**
 * Azure Resource Manager, read and written as raw JSON: typed clients drop what they do not know.
 * Every answer is data; what was refused is a gap with its reason.
 *
 * <p>{@link io.aksguard.adapter.arm.ArmClient} reads, {@link io.aksguard.adapter.arm.AzureWrites}
 * writes; both by one Wire and its quotas.
 */
@NullMarked
package io.aksguard.adapter.arm;

import org.jspecify.annotations.NullMarked;

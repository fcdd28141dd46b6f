/**
 * Azure Resource Manager, read as raw JSON: typed clients drop what they do not know. Every answer
 * is data; what was refused is a gap with its reason.
 */
@NullMarked
package io.aksguard.adapter.arm;

import org.jspecify.annotations.NullMarked;

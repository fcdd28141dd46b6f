/** Keys in Azure Key Vault; the only package that knows its client. */
@NullMarked
package io.aksguard.adapter.vault;

import org.jspecify.annotations.NullMarked;

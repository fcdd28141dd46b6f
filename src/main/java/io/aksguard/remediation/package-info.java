/**
 * What would be done about failures, and what holds it back. Plans are functions of what the ledger
 * knows; nothing here writes to Azure.
 */
@NullMarked
package io.aksguard.remediation;

import org.jspecify.annotations.NullMarked;

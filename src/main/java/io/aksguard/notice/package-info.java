/** What people are told, derived from the ledger; pure but for its port. */
@NullMarked
package io.aksguard.notice;

import org.jspecify.annotations.NullMarked;

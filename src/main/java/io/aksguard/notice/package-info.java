/**
 * What people are told, derived from the ledger, from runs and from events of AKS; pure but for its
 * port. src/docs/notices.md has the types, and why nobody is told twice.
 */
@NullMarked
package io.aksguard.notice;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogue as people and editors read it: lists, pages and the schema of guard.yaml, all
 * generated. Must not import collectors, the CLI or functions.
 */
@NullMarked
package io.aksguard.report.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * What is kept, in a storage account: rows in Table Storage, bodies in Blob Storage. Azurite in
 * tests.
 */
@NullMarked
package io.aksguard.adapter.table;

import org.jspecify.annotations.NullMarked;

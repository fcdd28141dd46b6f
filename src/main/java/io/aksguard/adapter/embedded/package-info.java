/**
 * What is kept, on a laptop and in the lab: rows in one SQLite file, bodies in a folder beside it.
 * Several processes may have it open at once. The only package that knows JDBC.
 */
@NullMarked
package io.aksguard.adapter.embedded;

import org.jspecify.annotations.NullMarked;

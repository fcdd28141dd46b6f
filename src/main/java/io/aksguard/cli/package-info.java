/** The command line: parsing of arguments, exit codes, what is shown where. No logic of its own. */
@NullMarked
package io.aksguard.cli;

import org.jspecify.annotations.NullMarked;

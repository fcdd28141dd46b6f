/**
 * The configuration that is in force in Azure: guard.yaml and controls of the customer, in versions
 * that never change. Over the ports of {@code storage}; what the texts mean is for {@code config}
 * and {@code control}.
 */
@NullMarked
package io.aksguard.deployed;

import org.jspecify.annotations.NullMarked;

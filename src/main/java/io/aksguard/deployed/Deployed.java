package io.aksguard.deployed;

import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * What is in force.
 *
 * @param digest of the version, as every assessment records it; empty where defaults hold
 * @param catalogue the built-in controls and the customer's own
 * @param refusal why a newer version is not in force, or this one only in part; else null
 */
public record Deployed(
    String digest, GuardConfig config, Catalogue catalogue, @Nullable Refusal refusal) {}

package io.aksguard.history;

import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger knows of a cluster now.
 *
 * @param head empty for a cluster of which nothing was ever recorded
 * @param newest the commit that the head names
 * @param states in the order of their keys; cannot be changed
 * @param intents by their control, in its order; cannot be changed
 */
public record Known(
    Optional<Head> head,
    Optional<Commit> newest,
    Map<FindingKey, State> states,
    Map<String, Intent> intents) {}

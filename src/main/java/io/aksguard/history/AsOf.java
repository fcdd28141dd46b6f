package io.aksguard.history;

import io.aksguard.finding.FindingKey;
import io.aksguard.finding.State;
import io.aksguard.intent.Intent;
import java.util.Map;
import java.util.Optional;

/**
 * What was known of a cluster at an instant.
 *
 * @param commit the newest one recorded by then; empty where there was none yet, or {@code cut}
 * @param states as that commit left them, in the order of their keys; cannot be changed
 * @param intents as that commit left them, by their control; cannot be changed
 * @param cut whether retention has cut what was known then: the empty states say nothing
 * @param rowsRead rows of the ledger that the answer took
 */
public record AsOf(
    Optional<Commit> commit,
    Map<FindingKey, State> states,
    Map<String, Intent> intents,
    boolean cut,
    int rowsRead) {}

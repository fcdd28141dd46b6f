package io.aksguard.activity;

import io.aksguard.cluster.ArmId;
import io.aksguard.intent.Intent;
import io.aksguard.intent.IntentJson;
import io.aksguard.remediation.PlanJson;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Standing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person has to see before he decides about a control's fix in a cluster.
 *
 * @param title the control's; empty where the catalogue does not have it any more
 * @param intent what would be decided about; empty where there is none
 * @param planned what would be done about it: empty where there is an intent, and the newest plan
 *     wants something else
 */
public record Proposal(
    ArmId cluster,
    String control,
    String title,
    Optional<Intent> intent,
    Optional<Planned> planned,
    Standing standing) {

  /** As JSON: the members of the intent, with {@code title}, {@code standing} and {@code plan}. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", cluster.value());
    members.put("control", control);
    members.put("title", title);
    members.put("standing", standing.kind().word());
    members.put("why", standing.why());
    intent.ifPresent(known -> members.putAll(IntentJson.members(known)));
    planned.ifPresent(known -> members.put("plan", PlanJson.members(known)));
    return members;
  }
}

package io.aksguard.activity;

import io.aksguard.adapter.Live;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.cluster.ArmId;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.CaseFile;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonObject;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.State;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Planner;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.Revision;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a case of a control is about, in a tenant, with what would mend it. */
final class CaseTenant implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("PUT", "POST", "DELETE", "PATCH");

  /** An action that is given at a scope. */
  record Role(String scope, String action) {}

  final Planned planned;
  final List<Change> changes;
  private final ManualClock clock;
  private final Live live;

  private CaseTenant(Planned planned, List<Change> changes, CaseFile each, Given given) {
    this.planned = planned;
    this.changes = changes;
    this.clock = new ManualClock(each.at());
    this.live = new Live(TenantOptions.unthrottled(1), clock);
    Stream.concat(Stream.of(given.cluster()), given.resources().stream())
        .forEach(live.seeding::add);
    live.seeding.finish();
    groups(given).forEach(this::seedGroup);
  }

  /** Empty where the case has nothing to mend. */
  static Optional<CaseTenant> of(Catalogue catalogue, Control control, CaseFile each) {
    Given given = each.given();
    Evidence evidence = each.evidence(given);
    GuardConfig config = new GuardConfig(each.parameters(catalogue), List.of());
    List<State> states =
        new Auditor(catalogue, List.of(control), config, each.at())
            .audit(evidence).stream().map(State::of).toList();
    Planner planner = new Planner(catalogue, config, each.at()).atAnyTime();
    String id = evidence.resource();
    List<Change> changes =
        planner.changes(id, states, evidence, Set.of(control.id())).changes();
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CaseTenant(
                planner.plan(id, states, Optional.of(evidence)), changes, each, given));
  }

  private static Set<String> groups(Given given) {
    return Stream.concat(Stream.of(given.cluster()), given.resources().stream())
        .map(JsonObject.class::cast)
        .flatMap(body -> body.string("id").stream())
        .filter(id -> id.toLowerCase(Locale.ROOT).contains("/resourcegroups/"))
        .map(id -> id.split("/"))
        .map(parts -> "/subscriptions/" + parts[2] + "/resourceGroups/" + parts[4])
        .collect(Collectors.toSet());
  }

  private void seedGroup(String id) {
    live.tenant.seed(
        "{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"Microsoft.Resources/resourceGroups\"}"
            .formatted(id, id.substring(id.lastIndexOf('/') + 1)));
  }

  /** Somebody who may do just this. */
  Principal somebody(List<Role> given) {
    Principal principal = live.tenant.newPrincipal();
    given.stream()
        .collect(
            Collectors.groupingBy(
                Role::scope, Collectors.mapping(Role::action, Collectors.toList())))
        .forEach((scope, actions) -> live.tenant.permit(principal, scope, actions));
    return principal;
  }

  /** The plan, once Azure was asked what somebody may do. */
  Planned asked(Principal who) {
    return planned.holding(new Preflight(as(who)::permitted, clock)::hold);
  }

  private Azure as(Principal who) {
    return new AzureWrites(live.arm(who));
  }

  /** The body that a change comes to over what is there; empty of an action. */
  Map<String, Object> body(Change change) {
    if (!change.call().isEmpty()) {
      return Map.of();
    }
    Revision revision = Revision.of(change, read(change.resource(), live.principal));
    return revision.request() instanceof Request.Put put ? put.body() : Map.of();
  }

  Map<String, Object> before(Change change) {
    return change.call().isEmpty()
        ? Map.of()
        : read(change.resource(), live.principal).orElse(Map.of());
  }

  private Optional<Map<String, Object>> read(ArmId resource, Principal who) {
    Current current = as(who).read(resource);
    if (current instanceof Current.Unreadable unreadable) {
      throw new AssertionError(resource + ": " + unreadable.reason());
    }
    return current instanceof Current.Found found ? Optional.of(found.body()) : Optional.empty();
  }

  /** Sends a change without asking anybody before, and lets its operation end. */
  Sent send(Change change, Map<String, Object> body, Principal who) {
    String id = UUID.nameUUIDFromBytes(new byte[] {(byte) changes.indexOf(change)}).toString();
    Sent sent =
        change.call().isEmpty()
            ? as(who).put(change.resource(), body, Optional.empty(), id)
            : as(who).post(change.resource(), change.call(), id);
    clock.advance(Duration.ofMinutes(10));
    live.tenant.settle();
    return sent;
  }

  /** What somebody has sent that would change something. */
  List<Call> writes(Principal who) {
    List<Call> writes = new ArrayList<>(live.tenant.calls());
    writes.removeIf(
        call -> !call.clientId().equals(who.clientId()) || !WRITES.contains(call.method()));
    return writes;
  }

  @Override
  public void close() {
    live.close();
  }
}

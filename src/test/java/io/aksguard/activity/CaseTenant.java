package io.aksguard.activity;

import io.aksguard.adapter.Live;
import io.aksguard.adapter.arm.AzureWrites;
import io.aksguard.cluster.ArmId;
import io.aksguard.control.CaseFile.Given;
import io.aksguard.evidence.JsonObject;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.Revision;
import io.aksguard.remediation.azure.Azure;
import io.aksguard.remediation.azure.Current;
import io.aksguard.remediation.azure.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a case of a control is about, in a tenant in which everybody may do what he was given. */
final class CaseTenant implements AutoCloseable {
  private static final Set<String> WRITES = Set.of("PUT", "POST", "DELETE", "PATCH");

  /** An action that is given at a scope. */
  record Role(String scope, String action) {}

  private final CasePlan plan;
  private final ManualClock clock;
  private final Live live;
  private final Map<Principal, Azure> signedIn = new HashMap<>();

  CaseTenant(CasePlan plan) {
    this.plan = plan;
    this.clock = new ManualClock(plan.of().at());
    this.live = new Live(TenantOptions.unthrottled(1), clock);
    Given given = plan.of().given();
    List<JsonObject> bodies =
        Stream.concat(Stream.of(given.cluster()), given.resources().stream()).toList();
    bodies.forEach(live.seeding::add);
    live.seeding.around(plan.changes().stream().map(Change::resource).toList());
    live.seeding.finish();
    // Workspaces that guard.yaml names may lie elsewhere.
    plan.changes().stream()
        .flatMap(change -> change.permissions().stream())
        .flatMap(each -> each.scope().subscription().stream())
        .distinct()
        .filter(id -> !live.seeding.subscriptions().contains(id))
        .forEach(id -> live.tenant.addSubscription(id, "elsewhere", List.of()));
    bodies.stream()
        .flatMap(body -> body.string("id").stream())
        .map(ArmId::new)
        .filter(id -> id.resourceGroup().isPresent())
        .map(CaseTenant::group)
        .distinct()
        .forEach(this::seedGroup);
  }

  private static ArmId group(ArmId id) {
    ArmId at = id;
    while (at.type().isPresent()) {
      at = at.parent().orElseThrow();
    }
    return at;
  }

  private void seedGroup(ArmId id) {
    live.tenant.seed(
        "{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"Microsoft.Resources/resourceGroups\"}"
            .formatted(id, id.name()));
  }

  /** Somebody who may do just this. */
  Principal somebody(List<Role> roles) {
    Principal principal = live.tenant.newPrincipal();
    roles.stream()
        .collect(
            Collectors.groupingBy(
                Role::scope, Collectors.mapping(Role::action, Collectors.toList())))
        .forEach((scope, actions) -> live.tenant.permit(principal, scope, actions));
    return principal;
  }

  /** The plan, once Azure was asked what somebody may do. */
  Planned asked(Principal who) {
    return plan.planned().holding(new Preflight(as(who)::permitted, clock)::hold);
  }

  private Azure as(Principal who) {
    return signedIn.computeIfAbsent(who, principal -> new AzureWrites(live.arm(principal)));
  }

  /** Sends a change without asking anybody before, and lets its operation end. */
  Sent send(Change change, Principal who) {
    String id =
        UUID.nameUUIDFromBytes(new byte[] {(byte) plan.changes().indexOf(change)}).toString();
    Sent sent =
        change.call().isEmpty()
            ? as(who).put(change.resource(), body(change), Optional.empty(), id)
            : as(who).post(change.resource(), change.call(), id);
    clock.advance(Duration.ofMinutes(10));
    live.tenant.settle();
    return sent;
  }

  /** What a change makes of what is there. */
  private Map<String, Object> body(Change change) {
    Current current = as(live.principal).read(change.resource());
    Revision revision =
        Revision.of(
            change,
            current instanceof Current.Found found ? Optional.of(found.body()) : Optional.empty());
    if (revision.request() instanceof Request.Put put) {
      return put.body();
    }
    throw new AssertionError(change.resource() + ": " + current + ": " + revision.request());
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

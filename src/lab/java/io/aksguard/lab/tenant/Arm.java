package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Resource Manager: one call on one path, under the tenant's lock. */
final class Arm {
  private static final String PERMISSIONS = "microsoft.authorization/permissions";

  private final State state;
  private final Groups groups;
  private final Lists lists;
  private final Operations operations;
  private final Releases releases;
  private final ApiVersions versions;
  private final Access access;
  private final Locks locks;
  private final Clusters clusters;
  private final AgentPools pools;
  private final Inner inner;
  private final Generic generic;
  private final Actions actions;
  private final Polling polling;
  private final Activity activity;
  private final Inventory inventory;
  private final Etags etags;
  private final Absence absence;

  Arm(Parts parts) {
    this.state = parts.state();
    this.groups = parts.groups();
    this.lists = parts.lists();
    this.operations = parts.operations();
    this.releases = parts.releases();
    this.versions = parts.versions();
    this.access = parts.access();
    this.locks = new Locks(parts.state());
    this.clusters = parts.clusters();
    this.pools = parts.pools();
    this.inner = new Inner(parts.state(), parts.writer());
    this.generic = new Generic(parts.state(), parts.writer(), parts.progress());
    this.actions = new Actions(parts);
    this.activity = parts.activity();
    this.polling = new Polling(parts.endpoint());
    this.inventory = new Inventory(parts);
    this.etags = parts.etags();
    this.absence = new Absence(parts.state());
  }

  Answer handle(Request request, Principal principal, String correlationId) {
    synchronized (state) {
      operations.settle();
      return answer(request, principal, correlationId);
    }
  }

  private Answer answer(Request request, Principal principal, String correlationId) {
    if (request.path().equalsIgnoreCase("/subscriptions")) {
      versions.check(request.parameter("api-version"), "Microsoft.Resources", "subscriptions");
      return inventory.subscriptions(request, principal);
    }
    if (request.path().matches("(?i)/subscriptions/[^/]+/resources")) {
      String subscription = "/subscriptions/" + request.subscription();
      enter(principal, "Microsoft.Resources/subscriptions/resources/read", subscription);
      versions.check(request.parameter("api-version"), "Microsoft.Resources", "resources");
      return inventory.resources(request);
    }
    Target target = Target.parse(request.path()).orElseThrow(Absence::ofAll);
    versions.check(request.parameter("api-version"), target.namespace(), target.typeName());
    Write write = Writer.write(request, principal, correlationId, target);
    enter(principal, action(request, write), scope(target));
    if (target.type().equals(PERMISSIONS)) {
      return Answer.json(200, access.shown(principal, target.scope()));
    }
    return switch (request.method()) {
      case "GET", "HEAD" -> read(request, target);
      case "PUT" -> put(request, target, write);
      case "PATCH" -> patch(request, target, write);
      case "DELETE" -> delete(request, target, write);
      case "POST" -> actions.handle(request, target, write);
      default -> Answer.error(405, "HttpMethodNotAllowed", request.method());
    };
  }

  private void enter(Principal principal, String action, String scope) {
    access.check(principal, action, scope);
    if (action.equalsIgnoreCase(AgentPools.UPGRADE + "/action")) {
      // Azure's reference names both, and no source says which of them counts: demand both.
      access.check(principal, AgentPools.UPGRADE + "/write", scope);
    }
    String subscription = Groups.subscription(scope);
    if (!subscription.isEmpty() && !groups.exists(subscription)) {
      throw new RefusedException(
          404,
          "SubscriptionNotFound",
          "The subscription '" + subscription + "' could not be found.");
    }
  }

  private static String action(Request request, Write write) {
    String operation = write.operationName();
    return request.isRead() ? operation.replaceAll("/[^/]*$", "/read") : operation;
  }

  /** The resource, or what a list or an action belongs to. */
  private static String scope(Target target) {
    return target.isCollection()
        ? target.parent().map(Target::id).orElse(target.scope())
        : target.id();
  }

  private Answer read(Request request, Target target) {
    if (target.type().matches(".*/locations/operation(s|results)")) {
      return operations
          .status(target.name())
          .map(status -> polling.answer(request, status))
          .orElseGet(() -> Answer.error(404, "OperationNotFound", "No such operation."));
    }
    Optional<ObjectNode> shown = releases.shown(target);
    if (shown.isPresent()) {
      return Answer.json(200, shown.get());
    }
    if (target.type().equals(Activity.TYPE)) {
      ObjectNode page = Json.object();
      activity
          .list(request.subscription(), request.parameter("$filter"), request.parameter("$select"))
          .forEach(page.putArray("value")::add);
      return Answer.json(200, page);
    }
    String version = request.parameter("api-version");
    if (target.isCollection()) {
      List<JsonNode> all =
          list(request, target).stream()
              .map(each -> Vintage.shown(target.type(), version, each))
              .toList();
      return Answer.json(200, lists.page(request, all));
    }
    return single(target)
        .map(body -> Answer.json(200, Vintage.shown(target.type(), version, body)))
        .orElseThrow(() -> absence.of(target));
  }

  private Optional<ObjectNode> single(Target target) {
    if (target.type().equals(AgentPools.TYPE)) {
      return pools.get(target).map(etags::shown);
    }
    if (Inner.is(target.type())) {
      return inner.get(target);
    }
    return state
        .get(target.id())
        .map(body -> target.type().equals(Groups.SUBSCRIPTIONS) ? groups.shown(body) : body)
        .map(etags::shown);
  }

  private List<? extends JsonNode> list(Request request, Target target) {
    Optional<Target> parent = target.parent();
    if (parent.isPresent() && !target.lastType().equalsIgnoreCase("resourceGroups")) {
      ObjectNode body =
          state.get(parent.get().id()).orElseThrow(() -> absence.around(parent.get())).deepCopy();
      if (target.type().equals(AgentPools.TYPE)) {
        return Json.objects(Pools.of(body)).stream()
            .map(pool -> Pools.child(target.id() + "/" + pool.path("name").asText(), pool))
            .map(etags::shown)
            .toList();
      }
    }
    if (Inner.is(target.type())) {
      return inner.list(target).map(Json::objects).orElse(List.of());
    }
    return lists.of(target, request.parameter("$filter")).stream().map(etags::shown).toList();
  }

  private Answer put(Request request, Target target, Write write) {
    ObjectNode body = body(request);
    access.checkLinked(write, target.id(), LinkedScopes.of(target.type(), body));
    parentsOf(target);
    admit(target, false);
    Conditions conditions = new Conditions(request);
    Names.check(target);
    Optional<ObjectNode> before = single(target);
    boolean there = before.isPresent();
    before.ifPresent(old -> Vintage.check(target.type(), request.parameter("api-version"), old));
    if (target.type().equals(Clusters.TYPE)) {
      return accepted(
          target, clusters.put(target.id(), body, conditions, write), there ? 200 : 201);
    }
    if (target.type().equals(AgentPools.TYPE)) {
      return accepted(target, pools.put(target, body, conditions, write), there ? 200 : 201);
    }
    if (Inner.is(target.type())) {
      return Answer.json(there ? 200 : 201, inner.put(target, body, write));
    }
    if (there && target.type().equals("microsoft.authorization/roleassignments")) {
      return Answer.error(409, "RoleAssignmentExists", "The role assignment already exists.");
    }
    int status = there ? 200 : 201;
    return generic
        .put(target, body, write)
        .map(operation -> accepted(target, operation, status))
        .orElseGet(() -> Answer.json(status, single(target).orElseThrow()));
  }

  /** AKS has its own answer while something runs, after its conditions. */
  private void admit(Target target, boolean delete) {
    locks.check(target.id(), delete);
    boolean isOfAks = target.type().equals(Clusters.TYPE) || target.type().equals(AgentPools.TYPE);
    if (!isOfAks && operations.on(target.id()).isPresent()) {
      throw new RefusedException(
          409, "AnotherOperationInProgress", "Another operation on this resource is in progress.");
    }
  }

  /** A resource group, a parent, or what an extension resource is attached to. */
  private void parentsOf(Target target) {
    Optional<Target> around =
        target.parent().isPresent() ? target.parent() : Target.parse(target.scope());
    if (around.isPresent() && single(around.get()).isEmpty() && !target.scope().isEmpty()) {
      throw absence.of(around.get());
    }
  }

  private Answer patch(Request request, Target target, Write write) {
    admit(target, false);
    if (target.type().equals(Clusters.TYPE)) {
      return accepted(
          target, clusters.patch(target.id(), body(request), new Conditions(request), write), 200);
    }
    if (target.type().equals(AgentPools.TYPE)) {
      return Answer.error(405, "HttpMethodNotAllowed", "Agent pools have no PATCH.");
    }
    return Answer.json(200, generic.patch(target, body(request), write));
  }

  private Answer delete(Request request, Target target, Write write) {
    if (single(target).isEmpty()) {
      return Answer.of(204);
    }
    admit(target, true);
    Conditions conditions = new Conditions(request);
    if (target.type().equals(Clusters.TYPE)) {
      return polling.located(target, clusters.delete(target.id(), conditions, write));
    }
    if (target.type().equals(AgentPools.TYPE)) {
      return polling.located(target, pools.delete(target, conditions, write));
    }
    boolean deleted =
        Inner.is(target.type()) ? inner.delete(target, write) : generic.delete(target.id(), write);
    return Answer.of(deleted ? 200 : 204);
  }

  /** The resource with the operation to poll. */
  private Answer accepted(Target target, Operations.Operation operation, int status) {
    return Answer.json(status, single(target).orElseThrow())
        .with("Azure-AsyncOperation", polling.url(target, operation, "operations"))
        .with("Retry-After", Polling.RETRY_AFTER);
  }

  private static ObjectNode body(Request request) {
    if (Json.sent(request) instanceof ObjectNode body) {
      return body;
    }
    throw new RefusedException(400, "InvalidRequestContent", "The request content is no object.");
  }
}

package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A simulated tenant on a port of this machine. Everything in it happens by the clock that it is
 * given; nothing runs by itself: whoever moves the clock calls {@link #settle}.
 */
public final class SimulatedTenant implements AutoCloseable {
  private final Certificate certificate;
  private final Server server;
  private final Parts parts;
  private final Door door;
  private final KeyVault vault;
  private final Topic topic;
  private final People people;
  private final Faults faults;
  private final Saved saved;
  private final Calls calls = new Calls();

  private SimulatedTenant(
      String tenantId,
      TenantOptions options,
      Clock clock,
      Certificate certificate,
      Server server,
      Path folder) {
    String endpoint = "https://localhost:" + server.port();
    this.certificate = certificate;
    this.server = server;
    this.parts = Parts.of(tenantId, endpoint, options, clock);
    this.vault = new KeyVault(endpoint, clock);
    this.topic = new Topic(clock, parts.chance().guid());
    this.people = new People(tenantId, endpoint, clock);
    this.faults = new Faults(parts.chance(), new Sabotage(parts));
    this.saved = new Saved(folder, parts, vault, topic);
    this.door = new Door(parts, vault, topic, faults, calls);
  }

  /**
   * Starts a tenant, the one that was saved in the folder where there is one.
   *
   * @param folder where its certificate is kept, and where it is saved; holds secrets
   * @throws UnusableException when what was saved there is damaged
   */
  public static SimulatedTenant start(TenantOptions options, Clock clock, Path folder)
      throws IOException, GeneralSecurityException {
    Certificate certificate = Certificate.in(folder);
    String tenantId = new UUID(0x5afe0000L << 32 | 0x4000, options.seed() | 1L << 63).toString();
    SimulatedTenant tenant =
        new SimulatedTenant(
            tenantId,
            options,
            clock,
            certificate,
            new Server(certificate, Saved.port(folder)),
            folder);
    if (Files.exists(folder.resolve(Saved.FILE))) {
      try {
        tenant.saved.load();
      } catch (UnusableException e) {
        tenant.close();
        throw e;
      }
    }
    tenant.server.serve(tenant.door::handle);
    return tenant;
  }

  /** Keeps the tenant in its folder, for the next start. */
  public void save() throws IOException {
    saved.save(server.port());
  }

  /** Of ARM, Resource Graph, Entra, the vault and the topic alike. */
  public URI endpoint() {
    return URI.create(parts.endpoint());
  }

  public String tenantId() {
    return parts.tenantId();
  }

  /** Trusts this tenant beside what the JDK trusts; the lab makes it the JVM's default. */
  public SSLContext sslContext() throws IOException, GeneralSecurityException {
    return certificate.client();
  }

  /** A new app registration that may do everything. */
  public Principal newPrincipal() {
    Principal principal =
        new Principal(parts.chance().guid(), parts.chance().guid(), UUID.randomUUID().toString());
    parts.entra().register(principal);
    return principal;
  }

  /**
   * A person who is signed in with a client, and may do everything.
   *
   * @param clientId such as that of the Azure CLI
   * @param address as Azure shows it
   */
  public Principal newPerson(String clientId, String address) {
    return new Principal(clientId, parts.chance().guid(), "", address);
  }

  /** From now on no token that was given counts. */
  public void revokeTokens() {
    parts.entra().revoke();
  }

  /** Puts an entry into the activity log, as ARM shows it. */
  public void log(String entry) {
    parts.activity().add(Json.object(entry));
  }

  /** Takes a subscription away: ARM answers 403, Resource Graph leaves it out. */
  public void deny(Principal principal, String subscription) {
    parts.access().deny(principal, subscription);
  }

  public void allow(Principal principal, String subscription) {
    parts.access().allow(principal, subscription);
  }

  /**
   * Gives a principal actions at a scope and below; from the first time on it may do only what it
   * was given. ARM also asks for the actions that a body's linked scopes need.
   *
   * @param scope an id, or {@code /} for the tenant
   * @param actions such as {@code Microsoft.ContainerService/managedClusters/*}; without regard to
   *     case
   */
  public void permit(Principal principal, String scope, List<String> actions) {
    parts.access().permit(principal.clientId(), Grant.of(scope, actions));
  }

  /**
   * @param ancestors names of the management groups above it, the nearest first
   */
  public void addSubscription(String id, String name, List<String> ancestors) {
    parts.groups().add(id, name, ancestors);
  }

  /**
   * Puts a resource there as if it had always been: no event, no change, no throttling, visible in
   * Resource Graph at once. A pool goes into its cluster, which must be there before.
   *
   * @param body with its id and type
   */
  public void seed(String body) {
    put(Json.object(body));
  }

  Instant now() {
    return parts.clock().instant();
  }

  void put(ObjectNode resource) {
    String id = resource.path("id").asText();
    Target target = Target.parse(id).orElseThrow();
    if (target.type().equals(AgentPools.TYPE)) {
      putPool(target, Json.under(resource, "properties"));
      return;
    }
    boolean cluster = target.type().equals(Clusters.TYPE);
    parts
        .state()
        .put(id, cluster ? parts.clusters().settled(resource, id) : resource, Instant.EPOCH);
  }

  private void putPool(Target pool, ObjectNode given) {
    String id = pool.parent().orElseThrow().id();
    ObjectNode cluster = parts.clusters().existing(id);
    parts.state().put(id, parts.clusters().withPool(cluster, pool.name(), given), Instant.EPOCH);
  }

  /** Calls ARM as somebody, for changes from outside of the product. */
  public ArmClient as(Principal principal) {
    return new ArmClient(door, parts.entra(), principal);
  }

  /** Ends the operations that are due and delivers the events that are due. */
  public void settle() {
    synchronized (parts.state()) {
      parts.operations().settle();
    }
    parts.eventGrid().deliverDue();
  }

  /** When the next operation ends or the next event is due. */
  public Optional<Instant> nextDue() {
    return Stream.of(parts.operations().nextEnd(), parts.eventGrid().nextDue())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** From now on this share of long operations, from 0 to 1, ends Failed. */
  public void failOperations(double share) {
    parts.operations().fail(share);
  }

  /** The newest release of node images, such as 202611.16.0. */
  public void releaseNodeImages(String release) {
    parts.releases().images(release);
  }

  /**
   * A setting that does harm from now on: a cluster that is given it fails a while later, unless it
   * was taken back until then.
   *
   * @param pointer into the cluster's body
   * @param value as JSON
   * @param delay from the end of the operation
   */
  public void poison(String pointer, String value, Duration delay) {
    parts.operations().onSuccess(new Poison(parts, pointer, Json.value(value), delay)::taken);
  }

  /** Does something when the tenant is looked at after an instant; nobody waits for it. */
  void whenReached(Instant at, Runnable what) {
    parts.operations().whenReached(at, what);
  }

  /** What is the case, whatever the endpoints show. */
  public Truth truth() {
    return new Truth(parts);
  }

  /**
   * A new state of Azure Policy, with its event.
   *
   * @param state flat, as policyStates lists it, with resourceId and policyAssignmentId
   */
  public void policyState(String state) {
    ObjectNode flat = Json.object(state);
    String resource = flat.path("resourceId").asText();
    String name =
        UUID.nameUUIDFromBytes(
                Target.key(
                        flat.path("policyAssignmentId").asText()
                            + flat.path("policyDefinitionReferenceId").asText())
                    .getBytes(StandardCharsets.UTF_8))
            .toString();
    String id = resource + "/providers/Microsoft.PolicyInsights/policyStates/" + name;
    boolean known = parts.state().get(id).isPresent();
    ObjectNode row = Json.object().put("id", id).put("name", name).put("type", PolicyStates.TYPE);
    flat.put("timestamp", parts.clock().instant().toString());
    row.set("properties", flat);
    parts.state().put(id, row);
    parts.events().policyState(known ? "Changed" : "Created", resource, flat);
  }

  /**
   * Raises an event of a cluster's own topic.
   *
   * @param type behind {@code Microsoft.ContainerService.}, such as ClusterSupportEnding
   * @param data its data as JSON
   */
  public void clusterEvent(String type, String clusterId, String data) {
    parts.events().cluster(type, clusterId, Json.object(data));
  }

  /** Raises a registry's event of a push. */
  public void imagePushed(String registryId, String repository, String tag, String digest) {
    parts.events().imagePushed(registryId, repository, tag, digest);
  }

  /** The calls that were answered, the oldest first. */
  public List<Call> calls() {
    return calls.all();
  }

  /** The newest writes of ARM as they came, the oldest first. */
  public List<Received> writes() {
    return calls.writes();
  }

  public EventGrid eventGrid() {
    return parts.eventGrid();
  }

  public Topic topic() {
    return topic;
  }

  public People people() {
    return people;
  }

  public KeyVault keyVault() {
    return vault;
  }

  public Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    server.close();
  }
}

package io.aksguard.lab;

import io.aksguard.lab.tenant.EventSink;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.RaisedEvent;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A simulated tenant and hosts of the packaged app that look after it, all by one clock. */
public final class Laboratory implements AutoCloseable {
  private final LabClock clock;
  private final SimulatedTenant tenant;
  private final Principal app;
  private final Principal owner;
  private final Path data;
  private final Path packaged;
  private final Map<String, String> settings = new HashMap<>();
  private final Consumer<String> log;
  private final List<LocalHost> hosts = new ArrayList<>();
  private final Dues dues;
  private Optional<Authentication> authentication = Optional.empty();
  private final AtomicInteger next = new AtomicInteger();

  private Laboratory(
      LabClock clock, SimulatedTenant tenant, Path packaged, Path data, Consumer<String> log) {
    this.clock = clock;
    this.tenant = tenant;
    this.packaged = packaged;
    this.data = data;
    this.log = log;
    this.app = tenant.newPrincipal();
    this.owner = tenant.newPrincipal();
    this.dues = new Dues(tenant);
  }

  /**
   * Starts a tenant without hosts.
   *
   * @param packaged the folder that would be deployed
   * @param data where stores, task hubs and the tenant's certificate lie
   * @param subscriptions that are audited
   */
  public static Laboratory start(
      Path packaged,
      Path data,
      LabClock clock,
      TenantOptions options,
      List<String> subscriptions,
      Consumer<String> log)
      throws IOException, GeneralSecurityException {
    SimulatedTenant tenant = SimulatedTenant.start(options, clock, data.resolve("tenant"));
    SSLContext.setDefault(tenant.sslContext());
    Laboratory lab = new Laboratory(clock, tenant, packaged, data, log);
    lab.settings.putAll(
        Map.of(
            "AZURE_TENANT_ID", tenant.tenantId(),
            "AZURE_CLIENT_ID", lab.app.clientId(),
            "AZURE_CLIENT_SECRET", lab.app.secret(),
            "AZURE_AUTHORITY_HOST", tenant.endpoint().toString(),
            "AKS_GUARD_ARM_ENDPOINT", tenant.endpoint().toString(),
            "AKS_GUARD_SUBSCRIPTIONS", String.join(",", subscriptions),
            "AKS_GUARD_TOPIC_ENDPOINT", tenant.endpoint() + "/api/events",
            "AKS_GUARD_STORE", data.resolve("store").toString()));
    lab.settings.putAll(
        Map.of(
            "AKS_GUARD_AUDIT_SCHEDULE", "0 0 * * * *",
            "AKS_GUARD_IMAGES_SCHEDULE", "0 30 4 * * *",
            "AKS_GUARD_REVIEW_SCHEDULE", "0 0 6 * * 1",
            "AKS_GUARD_SWEEP_SCHEDULE", "0 * * * * *"));
    tenant.eventGrid().subscribe("resources", Laboratory::isOfArm, lab.to("onResourceChanged"));
    tenant.eventGrid().subscribe("aks", is("Microsoft.ContainerService."), lab.to("onAksEvent"));
    tenant
        .eventGrid()
        .subscribe("policy", is("Microsoft.PolicyInsights."), lab.to("onPolicyStateChanged"));
    tenant
        .eventGrid()
        .subscribe("images", is("Microsoft.ContainerRegistry."), lab.to("onImagePushed"));
    clock.join(lab.dues);
    return lab;
  }

  private static boolean isOfArm(RaisedEvent event) {
    return event.type().startsWith("Microsoft.Resources.");
  }

  private static java.util.function.Predicate<RaisedEvent> is(String prefix) {
    return event -> event.type().startsWith(prefix);
  }

  /** Changes an app setting of hosts that are started later. */
  public Laboratory with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** Hosts that are started later stand behind App Service Authentication. */
  public Laboratory behind(Authentication front) {
    authentication = Optional.of(front);
    return this;
  }

  /** From now on so many events are delivered at once, so that hosts are told side by side. */
  public void deliverAtOnce(int deliveries) {
    dues.atOnce(deliveries);
  }

  /**
   * Starts one more host, on the one store; all hosts share a task hub, as instances of an app do.
   */
  public LocalHost startHost() throws IOException {
    LocalHost.Options plain =
        LocalHost.Options.of(packaged, data.resolve("host"), settings, clock).withLog(log);
    LocalHost.Options options = authentication.map(plain::withAuthentication).orElse(plain);
    LocalHost host =
        LocalHost.start(hosts.isEmpty() ? options : options.withHub(hosts.get(0).hub()));
    hosts.add(host);
    return host;
  }

  private EventSink to(String function) {
    return event -> deliver(function, event);
  }

  /** To any of the hosts, in the one or the other schema. */
  private int deliver(String function, RaisedEvent event) {
    int number = next.getAndIncrement();
    if (hosts.isEmpty()) {
      return 503;
    }
    LocalHost host = hosts.get(number % hosts.size());
    try {
      return host.post(function, number % 2 == 0 ? event.eventGrid() : event.cloudEvent());
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  public LabClock clock() {
    return clock;
  }

  public SimulatedTenant tenant() {
    return tenant;
  }

  /** Who the app signs in as. */
  public Principal app() {
    return app;
  }

  /** Somebody else, who changes clusters. */
  public Principal owner() {
    return owner;
  }

  public List<LocalHost> hosts() {
    return List.copyOf(hosts);
  }

  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** Forgets a host that was killed. */
  public void forget(LocalHost host) {
    hosts.remove(host);
  }

  @Override
  public void close() throws InterruptedException {
    for (int i = hosts.size() - 1; i >= 0; i--) {
      hosts.get(i).close();
    }
    tenant.close();
    clock.close();
  }
}

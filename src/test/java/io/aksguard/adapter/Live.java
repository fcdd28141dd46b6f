package io.aksguard.adapter;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.aksguard.adapter.arm.ArmClient;
import io.aksguard.adapter.arm.DirectCollector;
import io.aksguard.adapter.arm.Limits;
import io.aksguard.adapter.arm.Pause;
import io.aksguard.adapter.arm.Pipelines;
import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.adapter.graph.Sweep;
import io.aksguard.adapter.graph.Whereabouts;
import io.aksguard.config.GuardConfig;
import io.aksguard.control.Catalogue;
import io.aksguard.evidence.Evidence;
import io.aksguard.finding.Auditor;
import io.aksguard.finding.Finding;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.lab.tenant.SimulatedTenant;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A tenant over TLS, and the parts of the product that read it. */
public final class Live implements AutoCloseable {
  static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

  public final Clock clock;
  public final SimulatedTenant tenant;
  public final Principal principal;
  public final Seeding seeding;
  private final Auditor auditor;
  private final TokenCredential credential;

  /** One in which no time passes. */
  public Live(TenantOptions options) {
    this(options, Clock.fixed(AT, ZoneOffset.UTC));
  }

  public Live(TenantOptions options, Clock clock) {
    this.clock = clock;
    try {
      Path folder = Path.of(System.getProperty("aksguard.basedir", "."), "target", "lab-tls");
      tenant = SimulatedTenant.start(options, clock, folder);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    principal = tenant.newPrincipal();
    seeding = new Seeding(tenant);
    credential = credential(principal);
    Catalogue catalogue = Catalogue.builtIn();
    GuardConfig config = GuardConfig.defaults(catalogue);
    // What is not demanded is not judged, so demand all.
    for (String name : catalogue.parameters().keySet()) {
      if (name.startsWith("require") && !name.equals("requireApiPrivate")) {
        config = config.with(catalogue, name, name.equals("requiredTags") ? "owner" : "true");
      }
    }
    auditor = new Auditor(catalogue, catalogue.controls(), config, AT);
  }

  private TokenCredential credential(Principal who) {
    return new ClientSecretCredentialBuilder()
        .tenantId(tenant.tenantId())
        .clientId(who.clientId())
        .clientSecret(who.secret())
        .authorityHost(tenant.endpoint().toString())
        .disableInstanceDiscovery()
        .httpClient(http(Duration.ofSeconds(20)))
        .build();
  }

  private HttpClient http(Duration timeout) {
    try {
      return new JdkHttpClientBuilder(
              java.net.http.HttpClient.newBuilder()
                  .version(java.net.http.HttpClient.Version.HTTP_1_1)
                  .sslContext(tenant.sslContext()))
          .responseTimeout(timeout)
          .readTimeout(timeout)
          .build();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client whose waits take no time. */
  public ArmClient arm() {
    return arm(Limits.standard(), time -> {}, Duration.ofSeconds(20));
  }

  /** The same for somebody else. */
  public ArmClient arm(Principal who) {
    return arm(credential(who), Limits.standard(), time -> {}, Duration.ofSeconds(20));
  }

  ArmClient arm(Limits limits, Pause pause, Duration timeout) {
    return arm(credential, limits, pause, timeout);
  }

  private ArmClient arm(TokenCredential signedIn, Limits limits, Pause pause, Duration timeout) {
    return new ArmClient(
        Pipelines.of(http(timeout), signedIn, tenant.endpoint()),
        tenant.endpoint(),
        limits,
        clock,
        pause);
  }

  DirectCollector direct(ArmClient arm) {
    return direct(arm, seeding.subscriptions());
  }

  /** One of a tenant that was seeded otherwise. */
  public DirectCollector direct(ArmClient arm, List<String> subscriptions) {
    GraphClient graph = new GraphClient(arm, Scope.of(subscriptions), clock);
    return new DirectCollector(arm, new Whereabouts(graph, clock), subscriptions, clock);
  }

  /** One whose finder has asked a while ago. */
  DirectCollector direct(ArmClient arm, Duration ago) {
    Clock then = Clock.offset(clock, ago.negated());
    GraphClient graph = new GraphClient(arm, Scope.of(seeding.subscriptions()), then);
    return new DirectCollector(arm, new Whereabouts(graph, then), seeding.subscriptions(), clock);
  }

  GraphClient graph(ArmClient arm) {
    return new GraphClient(arm, Scope.of(seeding.subscriptions()), clock);
  }

  Sweep sweep(ArmClient arm) {
    return new Sweep(arm, graph(arm), clock);
  }

  List<Finding> judge(Evidence evidence) {
    return auditor.audit(evidence);
  }

  /** Status by control and subject. */
  Map<String, String> verdicts(Evidence evidence) {
    Map<String, String> verdicts = new TreeMap<>();
    for (Finding finding : judge(evidence)) {
      String key = finding.control() + " " + finding.subject().toLowerCase(Locale.ROOT);
      verdicts.merge(key, finding.status().name(), (one, other) -> one + "+" + other);
    }
    return verdicts;
  }

  @Override
  public void close() {
    tenant.close();
  }
}

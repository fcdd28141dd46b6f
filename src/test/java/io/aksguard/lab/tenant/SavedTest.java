package io.aksguard.lab.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedTest {
  private static final TenantOptions OPTIONS = TenantOptions.unthrottled(5);
  private final ManualClock clock = new ManualClock(Bench.START);

  @Test
  void tenant_isThereAgain_whenItIsStartedInItsFolder(@TempDir Path folder)
      throws IOException, GeneralSecurityException {
    Fleet fleet = Fleet.of(3, 1, 5);
    String cluster = fleet.clusters().get(0);
    List<String> ids;
    Principal principal;
    Principal reader;
    String key;
    try (SimulatedTenant tenant = SimulatedTenant.start(OPTIONS, clock, folder)) {
      fleet.putInto(tenant);
      principal = tenant.newPrincipal();
      reader = tenant.newPrincipal();
      tenant.permit(reader, cluster, List.of("*/read"));
      key = tenant.keyVault().key("anchors");
      tenant.eventGrid().subscribe("hook", event -> true, event -> 500);
      ArmClient.Reply reply =
          tenant.as(principal).call("PATCH", cluster + Bench.AKS, "{\"tags\":{\"saved\":\"yes\"}}");
      assertThat(reply.status()).isEqualTo(200);
      tenant.settle();
      tenant.save();
      ids = tenant.truth().ids();
    }

    List<String> delivered = new ArrayList<>();
    try (SimulatedTenant tenant = SimulatedTenant.start(OPTIONS, clock, folder)) {
      tenant
          .eventGrid()
          .subscribe(
              "hook",
              event -> true,
              event -> {
                delivered.add(event.type());
                return 200;
              });
      clock.advance(Duration.ofSeconds(10));
      tenant.settle();

      assertThat(tenant.truth().ids()).isEqualTo(ids);
      assertThat(tenant.truth().at(cluster, "/tags/saved")).isEqualTo("yes");
      assertThat(tenant.truth().at(cluster, "/properties/provisioningState"))
          .isEqualTo("Succeeded");
      assertThat(tenant.keyVault().key("anchors")).endsWith(key.substring(key.indexOf("/keys/")));
      assertThat(tenant.newPrincipal().clientId()).isNotEqualTo(principal.clientId());
      assertThat(tenant.as(principal).call("GET", cluster + Bench.AKS, "").status()).isEqualTo(200);
      assertThat(tenant.as(reader).call("GET", cluster + Bench.AKS, "").status()).isEqualTo(200);
      assertThat(tenant.as(reader).call("PUT", cluster + Bench.AKS, "{}").status()).isEqualTo(403);
      assertThat(delivered).containsExactly("Microsoft.Resources.ResourceWriteSuccess");
    }
  }
}

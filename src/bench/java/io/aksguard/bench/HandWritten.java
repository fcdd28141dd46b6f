package io.aksguard.bench;

import io.aksguard.evidence.Evidence;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Twelve controls of the catalogue in Java, with the defaults of its parameters: the limit that the
 * expression engine is measured against. {@code FleetTest} proves that both answer alike.
 */
final class HandWritten {
  /** What a check says of a cluster, or of one pool where there is a subject. */
  record Answer(String control, String subject, boolean pass) {}

  private record Check(String control, Predicate<JsonObject> passes) {}

  private static final List<Check> OF_PROPERTIES =
      List.of(
          new Check("local-accounts-disabled", p -> isOn(p.raw("disableLocalAccounts"))),
          new Check("oidc-issuer-enabled", p -> isOn(p, "oidcIssuerProfile", "enabled")),
          new Check(
              "workload-identity-enabled",
              p -> isOn(p, "securityProfile", "workloadIdentity", "enabled")),
          new Check("image-cleaner-on", p -> isOn(p, "securityProfile", "imageCleaner", "enabled")),
          new Check(
              "defender-sensor-on",
              p -> isOn(p, "securityProfile", "defender", "securityMonitoring", "enabled")),
          new Check(
              "azure-policy-addon-on", p -> isOn(p, "addonProfiles", "azurepolicy", "enabled")),
          new Check(
              "kv-csi-addon-enabled",
              p -> isOn(p, "addonProfiles", "azureKeyvaultSecretsProvider", "enabled")));

  private static final List<Check> OF_POOLS =
      List.of(
          new Check("encryption-at-host", p -> isOn(p.raw("enableEncryptionAtHost"))),
          new Check("ephemeral-os-disks", p -> "Ephemeral".equals(p.raw("osDiskType"))),
          new Check("nodepool-max-pods", p -> p.raw("maxPods") instanceof Long n && n >= 50),
          new Check(
              "node-ssh-disabled",
              p ->
                  p.object("securityProfile")
                      .map(s -> "Disabled".equals(s.raw("sshAccess")))
                      .orElse(false)),
          new Check("nodes-no-public-ip", p -> !isOn(p.raw("enableNodePublicIP"))));

  private HandWritten() {}

  static List<String> controls() {
    return Stream.concat(OF_PROPERTIES.stream(), OF_POOLS.stream()).map(Check::control).toList();
  }

  static List<Answer> judge(Evidence evidence) {
    List<Answer> answers = new ArrayList<>();
    if (evidence.value("cluster") instanceof JsonObject cluster) {
      JsonObject properties = cluster.object("properties").orElseThrow();
      for (Check check : OF_PROPERTIES) {
        answers.add(new Answer(check.control, "", check.passes.test(properties)));
      }
    }
    if (evidence.value("pools") instanceof JsonArray pools) {
      for (Check check : OF_POOLS) {
        for (JsonObject pool : pools.objects()) {
          String name = pool.string("name").orElse("");
          answers.add(new Answer(check.control, name, check.passes.test(pool)));
        }
      }
    }
    return answers;
  }

  private static boolean isOn(JsonObject from, String... path) {
    Optional<JsonObject> at = Optional.of(from);
    for (int i = 0; i + 1 < path.length; i++) {
      String step = path[i];
      at = at.flatMap(object -> object.object(step));
    }
    return at.map(object -> isOn(object.raw(path[path.length - 1]))).orElse(false);
  }

  private static boolean isOn(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }
}

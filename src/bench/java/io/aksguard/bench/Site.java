package io.aksguard.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * One cluster's place in the fleet: the values that templates name, and a source of chance of its
 * own, so that a body is the same however large the fleet is.
 */
final class Site {
  /** Clusters in one subscription. */
  static final int IN_SUBSCRIPTION = 200;

  private static final String[] REGIONS = {
    "westeurope", "northeurope", "eastus2", "germanywestcentral", "swedencentral", "australiaeast"
  };
  private static final String[] VERSIONS = {"1.31.9", "1.32.7", "1.33.3", "1.33.5", "1.34.1"};

  private final Random random;
  private final Map<String, String> values = new HashMap<>();

  /** The site of a cluster; a subscription's own resources are made at its first cluster. */
  Site(long seed, int number) {
    this.random = new Random(seed * 1_000_003 + number);
    int inFleet = number / IN_SUBSCRIPTION;
    String subscription = "/subscriptions/%08x-0000-4000-8000-0000000000aa".formatted(inFleet + 1);
    String group = subscription + "/resourceGroups/rg-app-%05d".formatted(number);
    String operations = subscription + "/resourceGroups/rg-ops/providers/";
    String name = "aks-shop-%05d".formatted(number);
    String version = VERSIONS[random.nextInt(VERSIONS.length)];
    values.put("subscription", subscription);
    values.put("subscriptionNumber", "%05d".formatted(inFleet));
    values.put("group", group);
    values.put("name", name);
    values.put("cluster", group + "/providers/Microsoft.ContainerService/managedClusters/" + name);
    values.put("subnet", group + "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes");
    values.put("nsg", group + "/providers/Microsoft.Network/networkSecurityGroups/nsg-nodes");
    values.put("workspace", operations + "Microsoft.OperationalInsights/workspaces/logs");
    values.put("backupVault", operations + "Microsoft.DataProtection/backupVaults/vault");
    values.put(
        "registry",
        operations
            + "Microsoft.ContainerRegistry/registries/acr%05d%d".formatted(inFleet, number % 3));
    values.put("region", REGIONS[random.nextInt(REGIONS.length)]);
    values.put("version", version);
    values.put("minor", version.substring(0, version.lastIndexOf('.')));
    values.put("kubelet", uuid());
    values.put("controlPlane", uuid());
  }

  /** True in {@code percent} of a hundred cases. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number from 0 to {@code bound}, without it. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /**
   * The value that templates know by this name; {@code uuid} is another one each time.
   *
   * @throws IllegalArgumentException when there is no such value
   */
  String value(String name) {
    String value = name.equals("uuid") ? uuid() : values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("templates have no value '" + name + "'");
    }
    return value;
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}

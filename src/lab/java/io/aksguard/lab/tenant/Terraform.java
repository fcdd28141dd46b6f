package io.aksguard.lab.tenant;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody's Terraform: each run writes properties back that are not what its code says. Nothing
 * runs by itself: {@link #apply} is a run, and those of {@link #every} happen when the tenant is
 * looked at after their time.
 */
public final class Terraform {
  /** As the provider sends it; Resource Graph tells the client type by it. */
  private static final String AGENT =
      "HashiCorp Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-azurerm/4.14.0";

  private final SimulatedTenant tenant;
  private final ArmClient arm;

  /** What the code says, by the resource's URL and the pointer into its body. */
  private final Map<String, Map<JsonPointer, JsonNode>> code = new LinkedHashMap<>();

  private int writes;

  public Terraform(SimulatedTenant tenant, Principal principal) {
    this.tenant = tenant;
    this.arm = tenant.as(principal);
  }

  /**
   * Writes a property into its code.
   *
   * @param url a resource's id with its API version
   * @param pointer such as {@code /properties/disableLocalAccounts}
   * @param value as JSON
   */
  public Terraform keep(String url, String pointer, String value) {
    code.computeIfAbsent(url, each -> new LinkedHashMap<>())
        .put(JsonPointer.compile(pointer), Json.value(value));
    return this;
  }

  /** Runs again and again. */
  public Terraform every(Duration pause) {
    tenant.whenReached(
        tenant.now().plus(pause),
        () -> {
          apply();
          every(pause);
        });
    return this;
  }

  /** A run; what is busy or forbidden waits for the next one. */
  public synchronized void apply() {
    code.forEach(this::apply);
  }

  private void apply(String url, Map<JsonPointer, JsonNode> wanted) {
    ArmClient.Reply reply = arm.call("GET", url, "", "user-agent", AGENT);
    if (reply.status() != 200) {
      return;
    }
    ObjectNode body = Json.object(reply.body());
    ObjectNode before = body.deepCopy();
    wanted.forEach((pointer, value) -> set(body, pointer, value));
    if (!body.equals(before)
        && arm.call("PUT", url, Json.text(body), "user-agent", AGENT).status() < 300) {
      writes++;
    }
  }

  private static void set(ObjectNode body, JsonPointer pointer, JsonNode value) {
    ObjectNode holder = body;
    JsonPointer at = pointer;
    for (; !at.tail().matches(); at = at.tail()) {
      holder = Json.under(holder, at.getMatchingProperty());
    }
    holder.set(Json.nameIn(holder, at.getMatchingProperty()), value);
  }

  /** How often it has written something back. */
  public synchronized int writes() {
    return writes;
  }
}

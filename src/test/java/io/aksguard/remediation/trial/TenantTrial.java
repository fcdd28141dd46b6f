package io.aksguard.remediation.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.activity.Workshop;
import io.aksguard.adapter.Live;
import io.aksguard.adapter.arm.ApiVersions;
import io.aksguard.cluster.ArmId;
import io.aksguard.config.Bounds;
import io.aksguard.config.GuardConfig;
import io.aksguard.config.Mode;
import io.aksguard.config.ModeRule;
import io.aksguard.config.Modes;
import io.aksguard.control.Status;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Plain;
import io.aksguard.evidence.input.Inputs;
import io.aksguard.finding.Auditor;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.ArmClient;
import io.aksguard.lab.tenant.ManualClock;
import io.aksguard.lab.tenant.Received;
import io.aksguard.lab.tenant.TenantOptions;
import io.aksguard.remediation.Attempt;
import io.aksguard.remediation.JsonPatch;
import io.aksguard.remediation.PatchOperation;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Preimage;
import io.aksguard.remediation.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One scene in a tenant over TLS, and what mends it: the readers, the plan and the writer. */
final class TenantTrial implements AutoCloseable {
  /** Four writes with all that belongs to them, and some. */
  private static final int MOST_STEPS = 60;

  private final Scene scene;
  private final GuardConfig config;
  private final ManualClock clock;
  private final Live live;
  private final Workshop workshop;
  private final ArmId cluster;
  private final Path folder;

  /**
   * @param folder for copies of the tenant
   */
  TenantTrial(Scene scene, Path folder) {
    this.scene = scene;
    this.folder = folder;
    // Automatic as far as the customer can say so: what must never be so asks for approval.
    Mode mode = scene.remedy().mayBeAutomatic() ? Mode.APPROVE : Mode.AUTO;
    ModeRule rule = new ModeRule(List.of(id()), "*", Map.of(), mode);
    config =
        new GuardConfig(
            scene.each().parameters(scene.catalogue()),
            List.of(),
            new Modes(Mode.OFF, List.of(rule)),
            Bounds.DEFAULT);
    clock = new ManualClock(scene.each().at());
    live = new Live(TenantOptions.unthrottled(1), clock);
    scene.resources().forEach(live.seeding::add);
    live.seeding.around(scene.written());
    live.seeding.finish();
    // Workspaces that guard.yaml names may lie elsewhere.
    scene.subscriptions().stream()
        .filter(id -> !live.seeding.subscriptions().contains(id))
        .forEach(id -> live.tenant.addSubscription(id, "elsewhere", List.of()));
    cluster = live.seeding.clusters().get(0);
    workshop = new Workshop(live, clock, live.seeding.subscriptions());
    workshop.decide(config);
  }

  private String id() {
    return scene.control().id();
  }

  /** Reads it over TLS, judges it and plans. */
  void assess() {
    workshop.assess(cluster);
  }

  boolean fails() {
    return workshop.fails(cluster, id());
  }

  /** What our readers' evidence has led to, for people. */
  List<String> said() {
    return workshop.said(cluster, id());
  }

  Planned planned() {
    return workshop.planned(cluster);
  }

  Intent intent() {
    return workshop.intent(cluster, id());
  }

  List<Phase> phases() {
    return workshop.phases(cluster, id());
  }

  void approve() {
    workshop.approve(cluster, id(), "oid-1");
  }

  /** Does all that is due. */
  void remediate() {
    remediate(() -> {});
  }

  private void remediate(Runnable afterStep) {
    int[] steps = {0};
    workshop.remediate(
        cluster,
        () -> {
          // A fix that waits for what does not come is told from one that takes its time.
          assertThat(steps[0]++)
              .as("no end of it: %s, %s, %s", intent(), said(), received())
              .isLessThan(MOST_STEPS);
          afterStep.run();
        });
  }

  /**
   * The same, and the cluster falls ill as soon as so many writes are done, before they are
   * verified. It is well again as soon as somebody sets about taking them back.
   */
  void remediateAndFallIll(int writes) {
    boolean[] isIll = {false};
    remediate(
        () -> {
          if (isIll[0] && intent().phase() == Phase.UNDOING) {
            state("Failed", "Succeeded");
          }
          if (!isIll[0]
              && intent().phase() == Phase.SUCCEEDED
              && intent().attempts().size() == writes) {
            isIll[0] = true;
            state("Succeeded", "Failed");
          }
        });
    assertThat(isIll[0]).as("all %d writes were made", writes).isTrue();
  }

  /** Has the cluster change its state, where it is in the one before. */
  @SuppressWarnings("unchecked")
  private void state(String before, String after) {
    String body = live.tenant.truth().body(cluster.value()).orElseThrow();
    Map<String, Object> plain =
        (Map<String, Object>) requireNonNull(Plain.of(JsonReader.object(body)));
    Map<String, Object> properties = (Map<String, Object>) requireNonNull(plain.get("properties"));
    if (properties.replace("provisioningState", before, after)) {
      live.tenant.seed(JsonWriter.text(plain));
    }
  }

  TenantState state() {
    live.tenant.settle();
    return TenantState.of(live.tenant.truth());
  }

  /** What the tenant was sent, but for the POST by which Azure Policy is asked. */
  List<Received> received() {
    return live.tenant.writes().stream()
        .filter(each -> !each.path().endsWith("/queryResults"))
        .toList();
  }

  /** What was saved of each write before it was sent. */
  List<Preimage> preimages() {
    return workshop.attempts(cluster, id()).stream().map(Attempt::preimage).toList();
  }

  /**
   * The bodies that the plan comes to by its JSON Patches alone, over what Azure answers now, in
   * the order of the plan; an action has none.
   */
  List<Map<String, Object>> shown() {
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (Write write : planned().writes()) {
      List<PatchOperation> patch = write.edits().stream().map(Write.Edit::operation).toList();
      bodies.add(
          patch.isEmpty()
              ? Map.of()
              : Leaves.of(JsonPatch.applied(answered(write.resource()), patch)));
    }
    return bodies;
  }

  /** As another principal reads it. */
  private JsonObject answered(ArmId resource) {
    String url =
        resource.value().replace(" ", "%20")
            + "?api-version="
            + ApiVersions.of(resource.type().orElseThrow());
    ArmClient.Reply reply = live.tenant.as(live.tenant.newPrincipal()).call("GET", url, "");
    return JsonReader.object(reply.status() == 404 ? "{}" : reply.body());
  }

  /**
   * The control's verdicts by subject over a copy of all that the tenant holds: no request, no
   * reader of ours that was used before.
   */
  Map<String, Status> verdicts() throws IOException {
    Path copy = Files.createTempDirectory(folder, "truth").resolve("all");
    live.tenant.truth().writeSnapshot(copy);
    Map<String, Status> verdicts = new TreeMap<>();
    Auditor auditor =
        new Auditor(scene.catalogue(), List.of(scene.control()), config, clock.instant());
    Inputs.scan(List.of(copy), true)
        .clusters(
            evidence ->
                auditor
                    .audit(evidence)
                    .forEach(finding -> verdicts.put(finding.subject(), finding.status())));
    return verdicts;
  }

  /** Where anything is another than before, and none of these writes may have changed it. */
  Set<String> othersThatDiffer(TenantState before, TenantState after, List<Preimage> writes) {
    Set<String> others = after.differing(before);
    others.removeIf(
        difference ->
            writes.stream().anyMatch(write -> TenantState.isOf(write, difference))
                || AzuresOwn.isDoneBy(scene.remedy(), difference));
    return others;
  }

  @Override
  public void close() {
    live.close();
  }
}

package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.activity.CaseTenant.Role;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.Control;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.property.Campaign;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Request;
import io.aksguard.remediation.Revision;
import io.aksguard.remediation.azure.Sent;
import io.aksguard.remediation.permission.LinkedScopes;
import io.aksguard.remediation.permission.Needed;
import io.aksguard.remediation.permission.Permission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every remedy against a tenant whose table of required actions is written apart from the
 * catalogue: with exactly the permissions that it declares, beside those of the auditor and those
 * that its bodies lead to, it is written; with any one of them missing the plan says so, nothing is
 * written, and the tenant would have refused it.
 */
class RemedyPermissionsTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));

  private final Catalogue catalogue = Catalogue.builtIn();
  private final List<Control> mended;
  private final Cases cases;

  /** What the role AKS Guard Auditor gives. */
  private final Set<String> auditor = anyCase(List.of());

  RemedyPermissionsTest() throws IOException {
    cases = Cases.read(BASE.resolve("src/controls"), new ArrayList<>());
    mended =
        catalogue.controls().stream()
            .filter(control -> !control.definition().remedy().steps().isEmpty())
            .toList();
    JsonReader.object(Files.readString(BASE.resolve("infra/auditor.json")))
        .array("actions")
        .orElseThrow()
        .objects()
        .forEach(each -> auditor.add(each.string("action").orElseThrow()));
  }

  private static Set<String> anyCase(Collection<String> actions) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(actions);
    return all;
  }

  private static List<String> declared(Control control) {
    return control.definition().remedy().permissions();
  }

  private Stream<CasePlan> plans(Control control) {
    return cases.of(control.id()).stream()
        .map(each -> CasePlan.of(catalogue, control, each))
        .flatMap(Optional::stream);
  }

  @TestFactory
  Stream<DynamicTest> remedy_declaresWhatItsWritesNeed_andNothingElse() {
    return mended.stream()
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> declares(control)));
  }

  private void declares(Control control) {
    Set<String> needed = anyCase(List.of());
    Set<String> own = anyCase(List.of());
    List<CasePlan> plans = plans(control).toList();
    for (CasePlan plan : plans) {
      needed.addAll(plan.needed());
      plan.changes().forEach(change -> own.addAll(ownActions(change)));
    }

    assertThat(anyCase(declared(control))).containsAll(own);
    assertThat(needed).containsAll(declared(control));
  }

  /** Of a write what changes something, and what the ids need that the fix itself brings. */
  private static Set<String> ownActions(Change change) {
    List<Permission> own = new ArrayList<>(change.permissions());
    own.removeIf(each -> each.action().endsWith("/read") || isLinked(change, each.action()));
    if (change.call().isEmpty()) {
      Change made =
          new Change(change.resource(), true, "", change.claims(), change.controls(), List.of());
      Request request = Revision.of(made, Optional.empty()).request();
      if (request instanceof Request.Put put) {
        Needed.of(change.resource(), "", Set.of(), put.body()).stream()
            .filter(each -> isLinked(change, each.action()))
            .forEach(own::add);
      }
    }
    return anyCase(own.stream().map(Permission::action).toList());
  }

  private static boolean isLinked(Change change, String action) {
    return change.call().isEmpty()
        && anyCase(LinkedScopes.actions(change.resource().type().orElse(""))).contains(action);
  }

  @Test
  void remedy_isHeldForWantOfAnyPermission_andWrittenWithThem() throws Exception {
    new Campaign("remedy permissions", 4)
        .run((random, seed) -> run(mended.get(random.nextInt(mended.size())), 1));
  }

  /** All remedies over all cases that they mend. */
  @TestFactory
  @Tag("campaign")
  Stream<DynamicTest> remedy_isHeldForWantOfAnyPermission_andWrittenWithThem_wholeMatrix() {
    assertThat(mended).hasSizeGreaterThan(85);
    return mended.stream()
        .map(control -> DynamicTest.dynamicTest(control.id(), () -> run(control, 100)));
  }

  /**
   * @param most how many of its cases
   */
  private void run(Control control, int most) {
    Map<String, Integer> results = new TreeMap<>();
    plans(control).limit(most).forEach(plan -> run(plan, results));
    System.out.printf("%-34s %s%n", control.id(), results);
    assertThat(results).as(control.id()).containsKeys("held beforehand", "written");
  }

  private void run(CasePlan plan, Map<String, Integer> results) {
    List<Role> all = roles(plan);
    try (CaseTenant tenant = new CaseTenant(plan)) {
      for (String action : plan.needed()) {
        Principal lacking =
            tenant.somebody(
                all.stream().filter(role -> !role.action().equalsIgnoreCase(action)).toList());
        isHeld(plan, tenant, lacking, action);
        results.merge("held beforehand", 1, Integer::sum);
        long refused = plan.changes().stream().filter(change -> decides(change, action)).count();
        plan.changes().stream()
            .filter(change -> decides(change, action))
            .forEach(change -> isRefused(tenant.send(change, lacking), change, action));
        results.merge("refused by the tenant", (int) refused, Integer::sum);
      }
      Principal allowed = tenant.somebody(all);
      assertThat(plan.fix(tenant.asked(allowed)))
          .as("%s with what it declares", plan.control().id())
          .isEqualTo(plan.fix(plan.planned()));
      for (Change change : plan.changes()) {
        assertThat(tenant.send(change, allowed))
            .as("%s on %s", plan.control().id(), change.resource())
            .isInstanceOfAny(Sent.Done.class, Sent.Running.class);
        results.merge("written", 1, Integer::sum);
      }
    }
  }

  private static void isHeld(CasePlan plan, CaseTenant tenant, Principal who, String action) {
    Fix fix = plan.fix(tenant.asked(who));
    String as = plan.control().id() + " without " + action;
    assertThat(fix.hold().guard()).as(as).isEqualTo("permissions");
    assertThat(fix.hold().reason()).as(as).containsIgnoringCase(action).contains(" on /");
    assertThat(tenant.writes(who)).as(as).isEmpty();
  }

  /** Whether a change is refused without it; others are needed before it, or after. */
  private static boolean decides(Change change, String action) {
    boolean isNeeded = CasePlan.needed(List.of(change)).contains(action);
    boolean isAround = action.endsWith("/read") || action.endsWith("/delete");
    return isNeeded && (isLinked(change, action) || !isAround);
  }

  private static void isRefused(Sent sent, Change change, String action) {
    assertThat(sent)
        .as("%s without %s", change.resource(), action)
        .isInstanceOfSatisfying(
            Sent.Refused.class, refused -> assertThat(refused.status()).isEqualTo(403));
  }

  /** The auditor's, those that the remedy declares, and those where its bodies lead. */
  private List<Role> roles(CasePlan plan) {
    Set<String> given = anyCase(auditor);
    given.addAll(declared(plan.control()));
    List<Role> roles = new ArrayList<>(given.stream().map(each -> new Role("/", each)).toList());
    for (Change change : plan.changes()) {
      for (Permission each : change.permissions()) {
        if (!given.contains(each.action())) {
          boolean isRead =
              each.action().equalsIgnoreCase(change.resource().type().orElse("") + "/read");
          assertThat(isRead || isLinked(change, each.action()))
              .as("%s needs %s and does not declare it", plan.control().id(), each)
              .isTrue();
          roles.add(new Role(each.scope().value(), each.action()));
        }
      }
    }
    return roles;
  }
}

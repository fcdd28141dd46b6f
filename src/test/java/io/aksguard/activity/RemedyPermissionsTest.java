package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.activity.CaseTenant.Role;
import io.aksguard.control.AuthorException;
import io.aksguard.control.CaseFile;
import io.aksguard.control.Cases;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Control;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.Principal;
import io.aksguard.property.Campaign;
import io.aksguard.remediation.Change;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Planned;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every remedy against a tenant whose table of required actions is written apart from the
 * catalogue: with exactly the permissions that it declares, beside those of the auditor and those
 * that its bodies lead to, it is written; with any one of them missing the plan says so, nothing is
 * written, and the tenant would have refused it.
 */
class RemedyPermissionsTest {
  private static final Path BASE = Path.of(System.getProperty("aksguard.basedir", "."));

  /** Declared or not, these do not decide whether the tenant takes a write. */
  private static final List<String> AROUND_A_WRITE = List.of("/read", "/delete");

  private final Catalogue catalogue;
  private final List<Control> mended;
  private final Cases cases;
  private final Set<String> auditor;

  RemedyPermissionsTest() throws IOException, AuthorException {
    Path folder = BASE.resolve("src/controls");
    catalogue = CatalogueFolder.load(folder);
    cases = Cases.read(folder, new ArrayList<>());
    mended =
        catalogue.controls().stream()
            .filter(control -> !control.definition().remedy().steps().isEmpty())
            .toList();
    auditor =
        JsonReader.object(Files.readString(BASE.resolve("infra/auditor.json")))
            .array("actions")
            .orElseThrow()
            .objects()
            .stream()
            .map(each -> each.string("action").orElseThrow())
            .collect(Collectors.toSet());
  }

  @Test
  void remedy_isHeldForWantOfAnyPermission_andWrittenWithThem() throws Exception {
    new Campaign("remedy permissions", 4)
        .run((random, seed) -> run(mended.get(random.nextInt(mended.size())), 1));
  }

  @Test
  @Tag("campaign")
  void remedy_isHeldForWantOfAnyPermission_andWrittenWithThem_wholeMatrix() throws Exception {
    assertThat(mended).hasSizeGreaterThan(75);
    new Campaign("remedy permissions, whole", mended.size())
        .run(
            (random, seed) ->
                run(mended.get((int) ((seed - 1) % mended.size())), Integer.MAX_VALUE));
  }

  /**
   * @param most how many of its cases
   */
  private void run(Control control, int most) {
    Set<String> needed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, Integer> results = new TreeMap<>();
    int tried = 0;
    for (CaseFile each : cases.of(control.id())) {
      if (tried < most) {
        Optional<CaseTenant> found = CaseTenant.of(catalogue, control, each);
        if (found.isPresent()) {
          tried++;
          try (CaseTenant tenant = found.get()) {
            needed.addAll(actions(tenant.changes));
            run(control, tenant, results);
          }
        }
      }
    }
    System.out.printf("%-34s %d cases, %s%n", control.id(), tried, results);
    assertThat(tried).as(control.id()).isPositive();
    if (most > tried) {
      assertThat(needed)
          .as("what %s declares is needed in one of its cases", control.id())
          .containsAll(control.definition().remedy().permissions());
    }
  }

  private void run(Control control, CaseTenant tenant, Map<String, Integer> results) {
    declaresWhatItBrings(control, tenant);
    List<Role> all = roles(control, tenant.changes);
    for (String action : actions(tenant.changes)) {
      List<Role> others =
          all.stream().filter(role -> !role.action().equalsIgnoreCase(action)).toList();
      isHeld(control, tenant, tenant.somebody(others), action);
      results.merge("held beforehand", 1, Integer::sum);
      if (AROUND_A_WRITE.stream().noneMatch(action::endsWith) || isLinked(action, tenant)) {
        isRefused(tenant, tenant.somebody(others), action);
        results.merge("refused by the tenant", 1, Integer::sum);
      }
    }
    Principal allowed = tenant.somebody(all);
    assertThat(fix(control, tenant.asked(allowed)))
        .as("%s with what it declares", control.id())
        .isEqualTo(fix(control, tenant.planned));
    for (Change change : tenant.changes) {
      Sent sent = tenant.send(change, tenant.body(change), allowed);
      assertThat(sent).as("%s on %s", control.id(), change.resource()).satisfies(this::isAllowed);
      results.merge("written", 1, Integer::sum);
    }
  }

  private void isHeld(Control control, CaseTenant tenant, Principal who, String action) {
    Fix fix = fix(control, tenant.asked(who));
    String as = control.id() + " without " + action;
    assertThat(fix.hold().guard()).as(as).isEqualTo("permissions");
    assertThat(fix.hold().reason()).as(as).containsIgnoringCase(action).contains(" on /");
    assertThat(tenant.writes(who)).as(as).isEmpty();
  }

  private static void isRefused(CaseTenant tenant, Principal who, String action) {
    tenant.changes.stream()
        .filter(change -> actions(List.of(change)).contains(action))
        .forEach(
            change ->
                assertThat(tenant.send(change, tenant.body(change), who))
                    .as("%s without %s", change.resource(), action)
                    .isInstanceOfSatisfying(
                        Sent.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403)));
  }

  private void isAllowed(Sent sent) {
    assertThat(sent).isInstanceOfAny(Sent.Done.class, Sent.Running.class);
  }

  /** What a fix itself brings into a body is no surprise to who has read the table of remedies. */
  private static void declaresWhatItBrings(Control control, CaseTenant tenant) {
    for (Change change : tenant.changes) {
      List<Permission> brought = new ArrayList<>(linked(change, tenant.body(change)));
      brought.removeAll(linked(change, tenant.before(change)));
      assertThat(lower(control.definition().remedy().permissions()))
          .as("%s declares what its bodies lead to", control.id())
          .containsAll(lower(brought.stream().map(Permission::action).toList()));
    }
  }

  private static List<Permission> linked(Change change, Map<String, Object> body) {
    List<Permission> linked =
        new ArrayList<>(Needed.of(change.resource(), change.call(), change.isNew(), body));
    linked.removeAll(Needed.of(change.resource(), change.call(), change.isNew(), Map.of()));
    return linked;
  }

  /** The auditor's, those that the remedy declares, and those on what its bodies name. */
  private List<Role> roles(Control control, List<Change> changes) {
    List<Role> roles = new ArrayList<>();
    auditor.forEach(action -> roles.add(new Role("/", action)));
    control.definition().remedy().permissions().forEach(each -> roles.add(new Role("/", each)));
    Set<String> given = lower(roles.stream().map(Role::action).toList());
    Set<String> reads = new TreeSet<>();
    changes.forEach(change -> reads.add(change.resource().type().orElse("") + "/read"));
    Set<String> linked =
        lower(
            changes.stream()
                .flatMap(change -> change.resource().type().stream())
                .flatMap(type -> LinkedScopes.actions(type).stream())
                .toList());
    changes.stream()
        .flatMap(change -> change.permissions().stream())
        .filter(each -> !given.contains(each.action().toLowerCase(Locale.ROOT)))
        .forEach(
            each -> {
              String action = each.action().toLowerCase(Locale.ROOT);
              assertThat(linked.contains(action) || reads.contains(action))
                  .as("%s needs %s and does not declare it", control.id(), each)
                  .isTrue();
              roles.add(new Role(each.scope().value(), each.action()));
            });
    return roles;
  }

  private static boolean isLinked(String action, CaseTenant tenant) {
    return tenant.changes.stream()
        .flatMap(change -> linked(change, tenant.body(change)).stream())
        .anyMatch(each -> each.action().equalsIgnoreCase(action));
  }

  private static Fix fix(Control control, Planned planned) {
    return planned.fixes().stream()
        .filter(fix -> fix.control().equals(control.id()) && fix.hold().isPlanned())
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> actions(Collection<Change> changes) {
    Set<String> actions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    changes.stream()
        .flatMap(change -> change.permissions().stream())
        .map(Permission::action)
        .forEach(actions::add);
    return actions;
  }

  private static Set<String> lower(Collection<String> actions) {
    return Stream.of(actions)
        .flatMap(Collection::stream)
        .map(each -> each.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}

package io.aksguard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ArmId;
import io.aksguard.config.Mode;
import io.aksguard.control.AuthorException;
import io.aksguard.control.Catalogue;
import io.aksguard.control.CatalogueFolder;
import io.aksguard.control.Revised;
import io.aksguard.intent.Phase;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.TenantOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The app is deployed with another remedy for a control whose intent waits: by other calls. */
class OtherRemedyTest {
  private static final String CONTROL = "guarded";
  private static final String HEAD =
      """
      id: guarded
      title: The cluster says that it is guarded
      practice: "2.1"
      severity: low
      why: Of two ways to the same end the newer one is taken.
      sources: [{name: Our own rules, ref: "1"}]
      sections: [cluster]
      expect: cluster.?tags.?guarded.orValue('no') == 'yes'
      seen: cluster.tags
      message: tags are {seen}
      remedy:
        mode: approval
        impact: in-place
        how: az tag update
        permissions:
          - Microsoft.ContainerService/managedClusters/write
      """;

  /** As an action, which takes nobody's word for it but a person's. */
  private static final String ACTION =
      HEAD
          + """
              - Microsoft.ContainerService/managedClusters/rotateClusterCertificates/action
            steps:
              - resource: cluster.id
                call: rotateClusterCertificates
          """;

  private static final String MEMBER =
      HEAD
          + """
            steps:
              - resource: cluster.id
                set:
                  tags.guarded: "'yes'"
          """;

  private static final Catalogue OLD = catalogue(ACTION);
  private static final Catalogue NEXT = catalogue(MEMBER);

  private final Workshop workshop = new Workshop(TenantOptions.unthrottled(3), 1);
  private final ArmId cluster = workshop.cluster(0);

  private static Catalogue catalogue(String control) {
    try {
      Map<String, String> file = Map.of(CONTROL + "/control.yaml", control);
      return Revised.only(CatalogueFolder.load(file, Catalogue.builtIn()), CONTROL);
    } catch (AuthorException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private List<Call> sent(String method) {
    return workshop.live.tenant.calls().stream()
        .filter(call -> call.method().equals(method))
        .filter(call -> call.path().startsWith(cluster.value()))
        .filter(call -> !call.path().endsWith("/queryResults"))
        .toList();
  }

  private void permit(String... actions) {
    workshop.live.tenant.permit(workshop.live.principal, "/", List.of(actions));
  }

  /** Approved was the old one alone. */
  @ParameterizedTest
  @EnumSource(names = {"AWAITING_APPROVAL", "APPROVED", "HELD"})
  void intentOfTheOldRemedy_isPlannedAnew_andTheOldActionIsNeverPosted(Phase reached) {
    workshop.deploy(OLD, Mode.APPROVE, CONTROL);
    workshop.assess(cluster);
    if (reached != Phase.AWAITING_APPROVAL) {
      workshop.approve(cluster, CONTROL, "oid-1");
    }
    if (reached == Phase.HELD) {
      permit("*/read", "*/queryResults/action", "*/write");
      workshop.remediate(cluster);
      permit("*/action");
    }
    assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(reached);
    String before = workshop.intent(cluster, CONTROL).id();

    workshop.deploy(NEXT, Mode.APPROVE, CONTROL);
    workshop.remediate(cluster);
    workshop.assess(cluster);

    assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.AWAITING_APPROVAL);
    assertThat(workshop.intent(cluster, CONTROL).id()).isNotEqualTo(before);
    workshop.approve(cluster, CONTROL, "oid-1");
    workshop.remediate(cluster);
    assertThat(workshop.phases(cluster, CONTROL)).endsWith(Phase.SUCCEEDED, Phase.VERIFIED);
    assertThat(sent("PUT")).hasSize(1);
    assertThat(sent("POST")).isEmpty();
  }

  @Test
  void intentThatIsNotWantedAnyMore_isWithdrawn() {
    workshop.deploy(OLD, Mode.APPROVE, CONTROL);
    workshop.assess(cluster);
    workshop.approve(cluster, CONTROL, "oid-1");

    workshop.deploy(NEXT, Mode.REPORT, CONTROL);
    workshop.remediate(cluster);

    assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.WITHDRAWN);
    assertThat(sent("PUT")).isEmpty();
    assertThat(sent("POST")).isEmpty();
  }

  /** The old version's write is judged by what the new one asks, and goes on by neither. */
  @Test
  void writeOfTheOldRemedy_thatDoesNotHelpTheNewControl_isAPersons() {
    workshop.deploy(OLD, Mode.APPROVE, CONTROL);
    workshop.assess(cluster);
    workshop.approve(cluster, CONTROL, "oid-1");
    assertThat(workshop.remediation.step(cluster, "")).isInstanceOf(Remediation.Step.Again.class);
    assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.STARTED);

    workshop.deploy(NEXT, Mode.AUTO, CONTROL);
    workshop.remediateToTheEnd(cluster);

    assertThat(workshop.intent(cluster, CONTROL).phase()).isEqualTo(Phase.NEEDS_PERSON);
    assertThat(sent("POST")).hasSize(1);
    assertThat(sent("PUT")).isEmpty();
  }
}

package io.aksguard.finding;

import static io.aksguard.finding.TestFindings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.control.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coverage counts pairs of a control and a cluster. */
class CoverageTest {

  @Test
  void plus_countsPairsAndNotSubjects() {
    List<Finding> findings =
        List.of(
            finding("a", "aks", "pool1", Status.PASS, null),
            finding("a", "aks", "pool2", Status.FAIL, null),
            finding("b", "aks", "", Status.NOT_APPLICABLE, null));

    assertThat(Coverage.NONE.plus(findings)).isEqualTo(new Coverage(1, 2, 2));
  }

  @Test
  void plus_whenOneSubjectIsUnknown_leavesThePairUncovered() {
    List<Finding> findings =
        List.of(
            finding("a", "aks", "pool1", Status.FAIL, null),
            finding("a", "aks", "pool2", Status.UNKNOWN, null),
            finding("a", "aks", "pool3", Status.UNKNOWN, null),
            finding("b", "aks", "", Status.PASS, null));

    assertThat(Coverage.NONE.plus(findings)).isEqualTo(new Coverage(1, 2, 1));
  }

  @Test
  void plus_countsTheSameControlOfAnotherClusterAgain() {
    Coverage coverage =
        Coverage.NONE
            .plus(List.of(finding("a", "aks1", "", Status.PASS, null)))
            .plus(List.of(finding("a", "aks2", "", Status.UNKNOWN, null)));

    assertThat(coverage).isEqualTo(new Coverage(2, 2, 1));
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "0,3,0", "1,3,33.33", "2,3,66.66", "3,3,100", "999999,1000000,99.99"})
  void percent_isRoundedDown(long covered, long pairs, double percent) {
    assertThat(new Coverage(1, pairs, covered).percent()).isEqualTo(percent);
  }
}

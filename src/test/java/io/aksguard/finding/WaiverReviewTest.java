package io.aksguard.finding;

import static io.aksguard.finding.TestFindings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.config.Waiver;
import io.aksguard.control.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Waivers that need their owner's attention say so. */
class WaiverReviewTest {
  private static final Instant AT = Instant.parse("2026-11-23T23:59:59Z");

  @Test
  void remarks_whenAWaiverCoversOneFailure_areNone() {
    Waiver waiver = waiver("aks1", "2027-01-31");

    assertThat(remarks(waiver, 1)).isEmpty();
  }

  @Test
  void remarks_nameWhatHasExpired() {
    assertThat(remarks(waiver("aks1", "2026-11-22"), 0))
        .containsExactly("waiver W-1 (team) expired on 2026-11-22 and no longer counts");
  }

  @Test
  void remarks_onTheLastDay_areNone() {
    assertThat(remarks(waiver("aks1", "2026-11-23"), 1)).isEmpty();
  }

  @Test
  void remarks_nameWhatCoveredNothing() {
    assertThat(remarks(waiver("aks1", "2027-01-31"), 0))
        .containsExactly("waiver W-1 (team) covered no failure: remove it");
  }

  @Test
  void remarks_nameAPatternThatNamesNothing() {
    assertThat(remarks(waiver("**", "2027-01-31"), 1))
        .containsExactly(
            "waiver W-1 (team) is over-broad: its resource pattern '**' names nothing");
  }

  @Test
  void remarks_nameWhatCoversManyClusters() {
    assertThat(remarks(waiver("aks*", "2027-01-31"), 20)).isEmpty();
    assertThat(remarks(waiver("aks*", "2027-01-31"), 21))
        .containsExactly("waiver W-1 (team) is over-broad: it covers 21 clusters");
  }

  @Test
  void remarks_nameWhatLastsForMoreThanAYear() {
    assertThat(remarks(waiver("aks1", "2027-11-24"), 1)).isEmpty();
    assertThat(remarks(waiver("aks1", "2027-11-25"), 1))
        .containsExactly(
            "waiver W-1 (team) is over-broad: it lasts for more than a year, until 2027-11-25");
  }

  @Test
  void remarks_countAClusterOnce() {
    Waiver waiver = waiver("aks*", "2027-01-31");
    WaiverReview review = new WaiverReview(List.of(waiver), AT);
    for (int pool = 0; pool < 30; pool++) {
      review.note(List.of(finding("a-control", "aks1", "pool" + pool, Status.FAIL, waiver)));
    }

    assertThat(review.remarks()).isEmpty();
  }

  private static List<String> remarks(Waiver waiver, int clusters) {
    WaiverReview review = new WaiverReview(List.of(waiver), AT);
    for (int i = 0; i < clusters; i++) {
      review.note(
          List.of(
              finding("a-control", "aks" + i, "", Status.FAIL, waiver),
              finding("another", "aks" + i, "", Status.FAIL, null)));
    }
    return review.remarks();
  }

  private static Waiver waiver(String resource, String expires) {
    return new Waiver("W-1", "a-control", resource, "*", "team", "why", LocalDate.parse(expires));
  }
}

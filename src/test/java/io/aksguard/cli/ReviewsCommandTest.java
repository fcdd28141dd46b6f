package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.embedded.EmbeddedStore;
import io.aksguard.finding.Coverage;
import io.aksguard.history.Run;
import io.aksguard.history.Runs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsCommandTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T06:00:00Z");
  private static final String REVIEW = "20261123T060000Z";
  private static final String ADA = "0c1d2e3f-1111-4222-8333-444455556666";

  @TempDir private Path folder;
  private Path store;

  @BeforeEach
  void review() {
    store = folder.resolve("store");
    try (EmbeddedStore open = EmbeddedStore.open(store)) {
      new Runs(open.store().index())
          .put(
              new Run(
                  REVIEW,
                  "review",
                  MONDAY,
                  Optional.of(MONDAY),
                  new Coverage(2, 10, 9),
                  1,
                  0,
                  0,
                  0,
                  "",
                  "",
                  ""));
    }
  }

  @Test
  void sign_isShownByList() {
    assertThat(CommandRun.of("reviews", "list", "--store", store).out())
        .isEqualTo(
            """
            20261123T060000Z  2 clusters, 90.0 % covered, 1 changed; configuration not signed, access not signed, network not signed
            1 review
            """);

    CommandRun signed =
        CommandRun.of("reviews", "sign", REVIEW, "--kind", "access", "--by", ADA, "--store", store);

    assertThat(signed.code()).as(signed.err()).isZero();
    assertThat(signed.out()).isEqualTo(REVIEW + ": access signed by " + ADA + "\n");
    assertThat(CommandRun.of("reviews", "list", "--store", store).out())
        .contains("configuration not signed, access signed by " + ADA + ", network not signed");
  }

  @Test
  void usageErrors_areSentences() {
    assertThat(
            CommandRun.of(
                "reviews",
                "sign",
                "20260101T000000Z",
                "--kind",
                "access",
                "--by",
                ADA,
                "--store",
                store))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("there is no review '20260101T000000Z'");
    assertThat(
            CommandRun.of(
                "reviews", "sign", "monday", "--kind", "access", "--by", ADA, "--store", store))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("there is no review 'monday'");
    assertThat(
            CommandRun.of(
                "reviews", "sign", REVIEW, "--kind", "access", "--by", "Ada", "--store", store))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("--by: 'Ada' is no object id");
    assertThat(
            CommandRun.of(
                "reviews", "sign", REVIEW, "--kind", "all", "--by", ADA, "--store", store))
        .returns(2, CommandRun::code);
  }
}

package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.adapter.graph.Scope;
import io.aksguard.evidence.Gap;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resource Graph counts its rows: one that it does not show must not be lost. */
class CountedRowsTest {
  private static String missing(Script script) {
    GraphClient graph =
        new GraphClient(
            script.client(), Scope.of(List.of("s")), Clock.fixed(Script.AT, ZoneOffset.UTC));
    return graph
        .all("resources", List.of("microsoft.network/virtualnetworks"), "")
        .missing()
        .map(Gap::reason)
        .orElse("none");
  }

  @Test
  void rowThatIsNeverShown_isAGap() {
    Script script = new Script().then(200, "{'totalRecords':3,'data':[{'id':'/a'},{'id':'/b'}]}");

    assertThat(missing(script))
        .isEqualTo("Resource Graph: 2 rows came in two readings where 3 were counted");
    assertThat(script.asked).hasSize(2);
  }

  @Test
  void rowThatTheSecondReadingShows_isNone() {
    Script script =
        new Script()
            .then(200, "{'totalRecords':3,'data':[{'id':'/a'},{'id':'/b'}]}")
            .then(200, "{'totalRecords':3,'data':[{'id':'/b'},{'id':'/c'}]}");

    assertThat(missing(script)).isEqualTo("none");
  }

  @Test
  void rowsThatAreNotCounted_areAGap() {
    Script script = new Script().then(200, "{'data':[{'id':'/a'}]}");

    assertThat(missing(script)).contains("how many rows there are was not told");
  }
}

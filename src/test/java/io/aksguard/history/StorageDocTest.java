package io.aksguard.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.cluster.ClusterKey;
import io.aksguard.control.Status;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.intent.Intent;
import io.aksguard.intent.Move;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of src/docs/storage.md are the properties that the ledger writes. */
class StorageDocTest {
  private static final Path DOC =
      Path.of(System.getProperty("aksguard.basedir", "."), "src", "docs", "storage.md");
  private static final Pattern PROPERTY =
      Pattern.compile("^\\| `(\\w+)` \\| (text|number|flag) \\|", Pattern.MULTILINE);

  private static Map<String, String> documented(String heading) throws IOException {
    String doc = Files.readString(DOC);
    String from = doc.substring(doc.indexOf("### " + heading + "\n"));
    int end = from.indexOf("\n#", 1);
    Map<String, String> properties = new TreeMap<>();
    Matcher matcher = PROPERTY.matcher(from.substring(0, end));
    while (matcher.find()) {
      properties.put(matcher.group(1), matcher.group(2));
    }
    return properties;
  }

  private static Map<String, String> written(Map<String, Object> row) {
    Map<String, String> properties = new TreeMap<>();
    row.forEach(
        (name, value) ->
            properties.put(
                name,
                value instanceof Long ? "number" : value instanceof Boolean ? "flag" : "text"));
    return properties;
  }

  @Test
  void properties_areThoseThatAreWritten() throws IOException {
    Story story = Story.tell(MemoryStore.create(), 1, 1, null);
    String partition = ClusterKey.of(story.clusters.get(0)).value();
    Row head = story.store.ledger().get(partition, "h").orElseThrow();
    Row commit = story.store.ledger().get(partition, Keys.commit(1)).orElseThrow();
    State fail = Drafts.state("a", "pool", Status.FAIL);
    State full =
        new State(
            fail.key(), "v1", fail.severity(), Status.FAIL, "W-1", "m", "p", "v", Drafts.OBSERVED);
    Map<String, Object> transition =
        TransitionRow.properties(1, 0, new Transition(full.key(), full, full));

    assertThat(documented("Head")).isEqualTo(written(head.properties()));
    Map<String, String> ofCommit = documented("Commit");
    assertThat(ofCommit.remove("moves")).isEqualTo("number");
    assertThat(ofCommit).isEqualTo(written(commit.properties()));
    assertThat(documented("Transition")).isEqualTo(written(transition));
    Intent intent = Intent.of(story.clusters.get(0), "a", "v1", "wish", "auto", Drafts.OBSERVED);
    assertThat(documented("Move"))
        .isEqualTo(written(MoveRow.properties(1, 0, new Move("a", intent, intent))));
  }
}

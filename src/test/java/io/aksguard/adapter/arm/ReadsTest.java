package io.aksguard.adapter.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReadsTest {
  private static final String TYPE = "microsoft.containerregistry/registries/tokens";

  private final Paths azure = new Paths();

  private static String path(String subscription, String name) {
    return "/subscriptions/" + subscription + "/resourceGroups/" + name + "/tokens";
  }

  private static void ask(Reads reads, String path, Consumer<Answer> then) {
    reads.list(TYPE, path, Ask.list(path, TYPE), then);
  }

  @Test
  void answersOfAChunk_areHandedOn_beforeTheNextOneIsSent() {
    List<Integer> sent = new ArrayList<>();
    Reads reads = new Reads(azure.client(), page -> sent.add(azure.sent.size()));
    for (int i = 0; i < 450; i++) {
      ask(reads, path("a", "g" + i), answer -> {});
    }

    reads.run();

    assertThat(sent).hasSize(450);
    assertThat(sent.stream().distinct()).containsExactly(160, 320, 450);
  }

  @Test
  void whatAnswersAskFor_isSentAfterTheWholeWave() {
    Reads reads = new Reads(azure.client(), page -> {});
    for (int i = 0; i < 250; i++) {
      String second = path("a", "second" + i);
      ask(reads, path("a", "first" + i), answer -> ask(reads, second, read -> {}));
    }

    reads.run();

    assertThat(azure.sent).hasSize(500);
    assertThat(azure.sent.subList(0, 250)).allMatch(each -> each.path().contains("first"));
    assertThat(azure.sent.subList(250, 500)).allMatch(each -> each.path().contains("second"));
  }

  @Test
  void subscriptions_takeTurns_alsoOverChunks() {
    Reads reads = new Reads(azure.client(), page -> {});
    for (String subscription : List.of("a".repeat(36), "b".repeat(36))) {
      for (int i = 0; i < 300; i++) {
        ask(reads, path(subscription, "g" + i), answer -> {});
      }
    }

    reads.run();

    for (int from = 0; from < 600; from += 100) {
      assertThat(azure.sent.subList(from, from + 100))
          .filteredOn(each -> each.path().contains("aaa"))
          .hasSize(50);
    }
  }

  @Test
  void eachAnswer_isToldToWhoAskedForIt() {
    azure.with(".*/even[0-9]+/.*", "{'value':[{'name':'even'}]}");
    List<String> wrong = new ArrayList<>();
    Reads reads = new Reads(azure.client(), page -> {});
    for (int i = 0; i < 450; i++) {
      String name = i % 2 == 0 ? "even" : "odd";
      ask(
          reads,
          path("s" + i % 3, name + i),
          answer -> {
            if (answer.resources().isEmpty() == name.equals("even")) {
              wrong.add(name);
            }
          });
    }

    reads.run();

    assertThat(wrong).isEmpty();
  }
}

package io.aksguard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.graph.GraphClient;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.lab.tenant.Call;
import io.aksguard.lab.tenant.TenantOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries whose answers are too large, and rows that move while pages are turned. */
class GraphClientTest {
  private static final String GROUP =
      "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg";
  private static final int ROWS = 1_200;

  private final List<String> came = new ArrayList<>();
  private Live live = new Live(TenantOptions.unthrottled(2).graphLag(Duration.ZERO));

  @AfterEach
  void stop() {
    live.close();
  }

  private void limit(int bytes) {
    live.close();
    live = new Live(TenantOptions.unthrottled(2).graphLag(Duration.ZERO).graphBytes(bytes));
  }

  private static String id(String number) {
    return GROUP + "/providers/Microsoft.Network/networkSecurityGroups/nsg-" + number;
  }

  private static String id(int number) {
    return id("%05d".formatted(number));
  }

  private static JsonObject row(String id, int length) {
    return JsonReader.object(
        """
        {"id": "%s", "location": "westeurope", "properties": {"text": "%s"}}
        """
            .formatted(id, "x".repeat(length)));
  }

  private void seed(int from, int to, int length) {
    IntStream.range(from, to).forEach(n -> live.seeding.add(row(id(n), length)));
    live.seeding.finish();
  }

  private void delete(int number) {
    live.tenant.as(live.principal).call("DELETE", id(number) + "?api-version=2024-05-01", "");
  }

  /** How the query ended; what is done after a page is done before the next one is asked for. */
  private String query(Runnable afterPage) {
    GraphClient.End end =
        live.graph(live.arm())
            .each(
                "resources",
                List.of("microsoft.network/networksecuritygroups"),
                "",
                (rows, at) -> {
                  rows.forEach(each -> came.add(each.string("id").orElse("?")));
                  afterPage.run();
                });
    return end.gap() == null ? "whole" : end.gap().reason();
  }

  private long queries() {
    return live.tenant.calls().stream()
        .map(Call::path)
        .filter(path -> path.contains("ResourceGraph"))
        .count();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(GraphClientTest::id).toList();
  }

  @Test
  void answerThatIsTooLarge_isAskedForInSmallerPages() {
    limit(100_000);
    seed(0, ROWS, 100);

    assertThat(query(() -> {})).isEqualTo("whole");

    assertThat(came).isEqualTo(ids(0, ROWS));
    // 1,000, 500 and 250 rows are too many, and so many are not tried again on the next page.
    assertThat(queries()).isLessThan(20);
  }

  @Test
  void laterPageThatIsTooLarge_isAskedForAgain_andNoRowTwice() {
    limit(1_500_000);
    seed(0, 1_000, 100);
    seed(1_000, ROWS, 10_000);

    assertThat(query(() -> {})).isEqualTo("whole");

    assertThat(came).isEqualTo(ids(0, ROWS));
  }

  @Test
  void rowThatIsTooLargeByItself_isAGap() {
    limit(2_000);
    seed(0, 3, 1_000);
    seed(3, 4, 5_000);

    assertThat(query(() -> {})).contains("400 (BadRequest)").contains("ResponsePayloadTooLarge");

    assertThat(came).isEqualTo(ids(0, 3));
  }

  @Test
  void rowThatGoesBetweenPages_takesNoOtherWithIt() {
    seed(0, ROWS, 1);

    assertThat(query(() -> delete(0))).isEqualTo("whole");

    assertThat(came).containsAll(ids(1, ROWS)).doesNotHaveDuplicates();
  }

  @Test
  void rowThatComesBetweenPages_isNoGap_andNoneIsHandedOnTwice() {
    seed(0, ROWS, 1);

    assertThat(query(() -> live.seeding.add(row(id("00000-new"), 1)))).isEqualTo("whole");

    assertThat(came)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(ids(0, ROWS).stream(), Stream.of(id("00000-new"))).toList());
  }

  /** A large table is never at rest. */
  @Test
  void rowsThatMoveInEachReading_loseNoOther() {
    seed(0, 3_500, 1);
    AtomicInteger next = new AtomicInteger();

    String end = query(() -> delete(next.getAndIncrement()));

    assertThat(end).isEqualTo("whole");
    assertThat(next.get()).isGreaterThan(6);
    assertThat(came).containsAll(ids(next.get(), 3_500)).doesNotHaveDuplicates();
  }

  @Test
  void onePage_isAskedForOnce() {
    seed(0, 10, 1);

    assertThat(query(() -> delete(0))).isEqualTo("whole");

    assertThat(queries()).isEqualTo(1);
  }
}

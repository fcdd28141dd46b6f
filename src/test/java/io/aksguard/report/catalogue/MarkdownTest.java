package io.aksguard.report.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text stays text in Markdown. */
class MarkdownTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a | b, a \\| b",
        "{seen} and <rg>, \\{seen\\} and \\<rg\\>",
        "`x` *y* [z](u), \\`x\\` \\*y\\* \\[z\\](u)",
        "clusterName_x, clusterName_x",
        "_x_, \\_x\\_",
        "back\\slash, back\\\\slash",
        "# no head, \\# no head",
        "- no item, \\- no item",
        "--flag, --flag",
        "1. no item, 1\\. no item",
        "5.4.1, 5.4.1",
        "az aks update --name x, az aks update --name x"
      })
  void text_isEscaped(String plain, String markdown) {
    assertThat(Markdown.text(plain)).isEqualTo(markdown);
  }

  @Test
  void code_isFencedByMoreTicksThanItHas() {
    assertThat(Markdown.code("a`b``c")).isEqualTo("```a`b``c```");
    assertThat(Markdown.code("`a")).isEqualTo("`` `a ``");
    assertThat(Markdown.block("text", "```\nx")).isEqualTo("````text\n```\nx\n````\n");
  }

  @Test
  void row_escapesBarsOnce() {
    assertThat(Markdown.row(Markdown.code("a || b"), Markdown.text("a|b")))
        .isEqualTo("| `a \\|\\| b` | a\\|b |\n");
  }

  @Test
  void naturalOrder_countsNumbers() {
    assertThat(
            Stream.of("5.10", "AC-6(10)", "5.4", "AC-6", "AC-2", "AC-6(7)", "5.4.4")
                .sorted(NaturalOrder.COMPARATOR))
        .containsExactly("5.4", "5.4.4", "5.10", "AC-2", "AC-6", "AC-6(7)", "AC-6(10)");
  }
}

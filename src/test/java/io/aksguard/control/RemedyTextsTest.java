package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What an author writes of a remedy outside of CEL: paths of members, and steps for people. */
class RemedyTextsTest {
  @Test
  void path_namesAMemberByCel() {
    assertThat(PathText.parse("tags.{tag}").parts())
        .containsExactly(new PathText.Part("tags", "", ""), new PathText.Part("", "", "tag"));
    assertThat(PathText.parse("tags.{tag}").expressions()).containsExactly("tag");
  }

  @Test
  void path_thatIsNone_isRefused() {
    for (String text : List.of("tags{tag}", "tags.{}", "tags.{a}{b}", "{tag}.")) {
      assertThatThrownBy(() -> PathText.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void how_isCutWhereItNamesASectionOrTheElement() {
    HowText how =
        HowText.parse("a --ids <cluster.id> -n <pool.name>: <key id>, <vault.name>", "pool");

    assertThat(how.parts())
        .containsExactly(
            new HowText.Part("a --ids ", ""),
            new HowText.Part("<cluster.id>", "cluster.id"),
            new HowText.Part(" -n ", ""),
            new HowText.Part("<pool.name>", "pool.name"),
            new HowText.Part(": <key id>, <vault.name>", ""));
  }
}

package io.aksguard.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.control.MemberPath;
import io.aksguard.control.MemberPath.Part;
import io.aksguard.evidence.JsonReader;
import io.aksguard.evidence.JsonWriter;
import io.aksguard.evidence.Plain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BodyTest {
  @SuppressWarnings("unchecked")
  private static Body body(String json) {
    return new Body(
        (Map<String, Object>) Objects.requireNonNull(Plain.of(JsonReader.object(json))));
  }

  private static MemberPath path(Part... parts) {
    return new MemberPath(List.of(parts));
  }

  private static Part member(String name) {
    return new Part(name, "", "");
  }

  @Test
  void member_isReplaced_addedOrLeftAlone() {
    Body body = body("{\"properties\":{\"a\":1}}");

    assertThat(body.set(path(member("properties"), member("a")), 2L))
        .contains(new PatchOperation("replace", "/properties/a", 1L, 2L));
    assertThat(body.set(path(member("properties"), member("b")), true))
        .contains(new PatchOperation("add", "/properties/b", null, true));
    assertThat(body.set(path(member("properties"), member("b")), true)).isEmpty();
    assertThat(JsonWriter.text(body.root())).isEqualTo("{\"properties\":{\"a\":2,\"b\":true}}");
  }

  @Test
  void namesAreFound_inAnyCase_andKeepTheirWriting() {
    Body body = body("{\"properties\":{\"addonProfiles\":{\"omsAgent\":{\"enabled\":false}}}}");

    assertThat(
            body.set(
                path(
                    member("properties"),
                    member("addonProfiles"),
                    member("omsagent"),
                    member("enabled")),
                true))
        .contains(
            new PatchOperation(
                "replace", "/properties/addonProfiles/omsAgent/enabled", false, true));
  }

  @Test
  void whatLeadsToAMember_isMade_inOneOperation() {
    Body body = body("{}");

    assertThat(body.set(path(member("properties"), member("a"), member("b")), "x"))
        .contains(new PatchOperation("add", "/properties", null, Map.of("a", Map.of("b", "x"))));
  }

  @Test
  void whatIsSetLater_isNoPartOfAnEarlierOperation() {
    Body body = body("{}");
    PatchOperation first =
        body.set(path(member("a"), member("b")), new HashMap<>(Map.of("c", 1L))).orElseThrow();
    body.set(path(member("a"), member("d")), 2L);
    PatchOperation third = body.set(path(member("a"), member("b")), 3L).orElseThrow();
    body.set(path(member("a"), member("e")), 4L);

    assertThat(first.value()).isEqualTo(Map.of("b", Map.of("c", 1L)));
    assertThat(third.before()).isEqualTo(Map.of("c", 1L));
  }

  @Test
  void elementOfAList_isFoundByItsMember() {
    Body body =
        body("{\"logs\":[{\"category\":\"audit\"},{\"Category\":\"GUARD\",\"enabled\":false}]}");
    MemberPath guard = path(new Part("logs", "category", "guard"), member("enabled"));

    assertThat(body.set(guard, true))
        .contains(new PatchOperation("replace", "/logs/1/enabled", false, true));
  }

  @Test
  void elementThatIsMissing_isAppended_withoutOrWithItsList() {
    MemberPath guard = path(new Part("logs", "category", "guard"), member("enabled"));
    Map<String, Object> made = Map.of("category", "guard", "enabled", true);

    assertThat(body("{\"logs\":[{\"category\":\"audit\"}]}").set(guard, true))
        .contains(new PatchOperation("add", "/logs/1", null, made));
    assertThat(body("{}").set(guard, true))
        .contains(new PatchOperation("add", "/logs", null, List.of(made)));
  }

  @Test
  void elementInsideMissingObjects_isMadeWithThem() {
    MemberPath path =
        path(member("properties"), new Part("logs", "category", "guard"), member("enabled"));

    assertThat(body("{}").set(path, true))
        .contains(
            new PatchOperation(
                "add",
                "/properties",
                null,
                Map.of("logs", List.of(Map.of("category", "guard", "enabled", true)))));
  }

  @Test
  void removal_namesWhatWasThere_andIsNoneOfWhatIsNot() {
    Body body = body("{\"tags\":{\"a/b~c\":\"x\"}}");

    assertThat(body.remove(path(member("tags"), member("other")))).isEmpty();
    assertThat(body.remove(path(member("other"), member("deeper")))).isEmpty();
    assertThat(body.remove(path(member("tags"), member("A/B~C"))))
        .contains(new PatchOperation("remove", "/tags/a~1b~0c", "x", null));
    assertThat(body.root()).containsEntry("tags", Map.of());
  }

  @Test
  void secretsThatATemplateHas_areNotKept() {
    Body body = body("{\"aadProfile\": {\"serverAppSecret\": \"hunter2\"}}");

    assertThat(body.remove(path(member("aadProfile"), member("serverAppSecret"))))
        .hasValueSatisfying(operation -> assertThat(operation.before()).isEqualTo("(not kept)"));
  }

  @Test
  void otherShape_isSaid() {
    assertThatThrownBy(
            () -> body("{\"properties\":7}").set(path(member("properties"), member("a")), 1L))
        .isInstanceOf(BodyException.class)
        .hasMessage("/properties is no object");
    assertThatThrownBy(
            () ->
                body("{\"logs\":{}}").set(path(new Part("logs", "category", "x"), member("a")), 1L))
        .hasMessage("/logs is no list");
  }
}

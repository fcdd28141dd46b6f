package io.aksguard.control;

import io.aksguard.evidence.Gap;
import io.aksguard.evidence.GapException;
import io.aksguard.evidence.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a grant comes down to: a list of rules, bound in a namespace or everywhere. */
final class RbacGrants {
  private final Remembered<Permission> permissions = new Remembered<>(Permission::of);

  /**
   * Which of the wanted permissions the grant gives, each with the first rule that gives it: {@code
   * get,list secrets by rule {…}}. One that is given decides, whatever else of the rules is not
   * known.
   *
   * @param granted a grant, which has {@code rules} and, where it is bound in a namespace, {@code
   *     scope}; a role will do. Or a list of grants: each text then begins with the grant's {@code
   *     path} and {@code may}
   * @param wanted texts as {@link Permission} reads them
   */
  List<String> of(Object granted, Object wanted) {
    if (!(wanted instanceof List<?> texts)) {
      throw Values.not("a list of permissions", wanted);
    }
    List<Permission> asked = texts.stream().map(text -> permissions.of(Values.text(text))).toList();
    Given given = new Given();
    if (granted instanceof Map<?, ?> grant) {
      given.add("", grant, asked);
    } else if (granted instanceof List<?>) {
      for (Object each : known(granted)) {
        if (each instanceof Map<?, ?> grant) {
          given.add(grant.get("path") + " may ", grant, asked);
        }
      }
      given.note(rest(granted));
    } else {
      throw Values.not("a grant", granted);
    }
    return given.texts();
  }

  private static List<?> known(Object list) {
    return list instanceof JsonArray array ? array.known() : (List<?>) list;
  }

  private static Optional<Gap> rest(Object list) {
    return list instanceof JsonArray array ? array.rest() : Optional.empty();
  }

  /** What was found, and the first reason why there may be more. */
  private static final class Given {
    private final List<String> texts = new ArrayList<>();
    private @Nullable Gap gap;

    void note(Optional<Gap> more) {
      gap = gap == null ? more.orElse(null) : gap;
    }

    void add(String prefix, Map<?, ?> grant, List<Permission> asked) {
      List<?> rules;
      try {
        rules = rules(grant);
      } catch (GapException e) {
        note(Optional.of(e.gap()));
        return;
      }
      String scope = grant.get("scope") instanceof String namespace ? namespace : "";
      for (Permission each : asked) {
        given(each, rules, scope).ifPresent(text -> texts.add(prefix + text));
      }
    }

    private List<?> rules(Map<?, ?> grant) {
      Object rules = grant.get("rules");
      if (rules == null) {
        return List.of();
      }
      if (rules instanceof List<?>) {
        note(rest(rules));
        return known(rules);
      }
      throw Values.not("a list of rules", rules);
    }

    private Optional<String> given(Permission wanted, List<?> rules, String scope) {
      for (Object rule : rules) {
        List<String> verbs = new ArrayList<>();
        try {
          for (String verb : wanted.verbs()) {
            if (wanted.isGranted(rule, verb, scope)) {
              verbs.add(verb);
            }
          }
        } catch (GapException e) {
          note(Optional.of(e.gap()));
        }
        if (!verbs.isEmpty()) {
          return Optional.of(
              String.join(",", verbs) + " " + wanted.text() + " by rule " + Shown.of(rule));
        }
      }
      return Optional.empty();
    }

    List<String> texts() {
      if (texts.isEmpty() && gap != null) {
        throw new GapException(gap);
      }
      return texts;
    }
  }
}

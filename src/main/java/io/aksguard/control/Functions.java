package io.aksguard.control;

import com.google.re2j.Pattern;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import io.aksguard.evidence.image.ImageRegex;
import java.util.ArrayList;
import java.util.List;

/**
 * The domain functions that controls may call beside CEL's own; src/docs/expressions.md documents
 * each. All are pure, and what they cannot judge they answer with a {@link
 * io.aksguard.evidence.GapException}, which makes the verdict UNKNOWN.
 */
@SuppressWarnings("Immutable") // what functions remember changes no result
final class Functions {
  private final Versions versions = new Versions();
  private final PodLevels pods = new PodLevels(versions);
  private final RbacGrants grants = new RbacGrants();
  private final Images images = new Images();
  private final Remembered<Pattern> patterns = new Remembered<>(Pattern::compile);
  private final List<CelFunctionDecl> declarations = new ArrayList<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  Functions() {
    CelType text = SimpleType.STRING;
    CelType any = SimpleType.DYN;
    CelType bool = SimpleType.BOOL;
    CelType whole = SimpleType.INT;
    add("unknown", bool, List.of(text), a -> Values.unknown((String) a[0]));
    add("isTrue", bool, List.of(any), a -> Values.isTrue(a[0]));
    add("same", bool, List.of(any, any), a -> Values.same(a[0], a[1]));
    add("oneOf", bool, List.of(any, any), a -> Values.oneOf(a[0], a[1]));
    add("parseJson", any, List.of(any), a -> Values.parseJson(a[0]));
    add("quantity", SimpleType.DOUBLE, List.of(any), a -> Quantity.parse(a[0]));
    add("isCidr", bool, List.of(any), a -> Cidr.isCidr(a[0]));
    add("cidrContains", bool, List.of(any, any), a -> Cidr.contains(a[0], a[1]));
    add("cidrPrefix", whole, List.of(any), a -> Cidr.prefix(a[0]));
    add("minor", text, List.of(any), a -> versions.minor(a[0]));
    add("versionCompare", whole, List.of(any, any), a -> versions.compare(a[0], a[1]));
    add("minorsBetween", whole, List.of(any, any), a -> versions.minorsBetween(a[0], a[1]));
    add("instant", SimpleType.TIMESTAMP, List.of(any), a -> Times.instant(a[0]));
    add("daysBetween", whole, List.of(any, any), a -> Times.daysBetween(a[0], a[1]));
    add("nodeImageDate", SimpleType.TIMESTAMP, List.of(any), a -> Times.nodeImageDate(a[0]));
    add("portsInclude", bool, List.of(any, whole), a -> Ports.include(a[0], (Long) a[1]));
    add("armCovers", bool, List.of(any, any), a -> Values.armCovers(a[0], a[1]));
    add("armName", text, List.of(any), a -> Values.armName(a[0]));
    add(
        "rbacAllows",
        bool,
        List.of(any, text, text, text),
        a -> RbacRule.allows(a[0], (String) a[1], (String) a[2], (String) a[3]));
    add("rbacGrants", ListType.create(text), List.of(any, any), a -> grants.of(a[0], a[1]));
    add("matchesAny", bool, List.of(any, any), a -> Values.matchesAny(a[0], a[1]));
    add(
        "podSecurityAllows",
        bool,
        List.of(any, text, text),
        a -> pods.allow(a[0], (String) a[1], (String) a[2]));
    add(
        "podSecurityViolations",
        ListType.create(text),
        List.of(any, text, text),
        a -> pods.violations(a[0], (String) a[1], (String) a[2]));
    add(
        "podSecurityCheckAllows",
        bool,
        List.of(any, text, text),
        a -> pods.checkAllows(a[0], (String) a[1], (String) a[2]));
    add(
        "podSecurityCheckViolations",
        ListType.create(text),
        List.of(any, text, text),
        a -> pods.checkViolations(a[0], (String) a[1], (String) a[2]));
    add("listed", text, List.of(any), a -> Listing.texts(a[0]));
    add("listed", text, List.of(any, any), a -> Listing.members(a[0], a[1]));
    add("imageRegistry", text, List.of(any), a -> images.registry(a[0]));
    add("imageRepository", text, List.of(any), a -> images.repository(a[0]));
    add("imageTag", text, List.of(any), a -> images.tag(a[0]));
    add("imageDigest", text, List.of(any), a -> images.digest(a[0]));
    add("imageFrom", bool, List.of(any, any), a -> images.from(a[0], a[1]));
    add("imageRegexAnchored", bool, List.of(text), a -> ImageRegex.isAnchored((String) a[0]));
    add("firstLabel", text, List.of(any, any), a -> Labels.first(a[0], a[1]));
    add("joined", ListType.create(any), List.of(any, any), a -> Values.joined(a[0], a[1]));
    bindings.addAll(
        CelFunctionBinding.fromOverloads("matches", matches("matches"), matches("matches_string")));
  }

  /** CEL's own function, but for compiling each pattern at each call. */
  private CelFunctionBinding matches(String overload) {
    return CelFunctionBinding.from(
        overload,
        String.class,
        String.class,
        (text, pattern) -> patterns.of(pattern).matcher(text).find());
  }

  List<CelFunctionDecl> declarations() {
    return declarations;
  }

  List<CelFunctionBinding> bindings() {
    return bindings;
  }

  private void add(String name, CelType result, List<CelType> arguments, CelFunctionOverload body) {
    String overload = name + "_" + arguments.size();
    declarations.add(
        CelFunctionDecl.newFunctionDeclaration(
            name, CelOverloadDecl.newGlobalOverload(overload, result, arguments)));
    List<Class<?>> classes = new ArrayList<>();
    for (CelType argument : arguments) {
      classes.add(
          argument.equals(SimpleType.STRING)
              ? String.class
              : argument.equals(SimpleType.INT) ? Long.class : Object.class);
    }
    bindings.addAll(
        CelFunctionBinding.fromOverloads(name, CelFunctionBinding.from(overload, classes, body)));
  }
}

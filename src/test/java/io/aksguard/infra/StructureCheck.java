package io.aksguard.infra;

import io.aksguard.infra.BicepFile.Declaration;
import io.aksguard.infra.BicepFile.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a compiler would find in the names of the Bicep files, and unused declarations. */
final class StructureCheck {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "deployment",
          "empty",
          "environment",
          "guid",
          "join",
          "loadJsonContent",
          "managementGroup",
          "map",
          "resourceGroup",
          "string",
          "subscription",
          "subscriptionResourceId",
          "take",
          "tenant",
          "uniqueString");
  private static final Pattern OUTPUT = Pattern.compile("(\\w+)\\.outputs\\.(\\w+)(?:\\.(\\w+))?");
  private static final Pattern FILE = Pattern.compile("loadJsonContent\\('([^']*)'\\)");

  private final Infra infra;
  private final List<String> problems = new ArrayList<>();

  private StructureCheck(Infra infra) {
    this.infra = infra;
  }

  static List<String> problems(Infra infra) {
    StructureCheck check = new StructureCheck(infra);
    infra.bicep().values().forEach(check::file);
    return check.problems;
  }

  private void file(BicepFile file) {
    Set<String> declared =
        file.declarations().stream().map(Declaration::symbol).collect(Collectors.toSet());
    Set<String> used = new TreeSet<>();
    for (Declaration one : file.declarations()) {
      Names names = Names.of(one);
      used.addAll(names.symbols());
      names.symbols().stream()
          .filter(name -> !declared.contains(name))
          .forEach(name -> wrong(file, one, "there is no " + name));
      names.functions().stream()
          .filter(name -> !FUNCTIONS.contains(name))
          .forEach(name -> wrong(file, one, "there is no function " + name));
      texts(one).forEach(text -> references(file, one, text));
      if (one.sort() == Sort.MODULE) {
        module(file, one);
      }
    }
    file.declarations().stream()
        .filter(d -> d.sort() == Sort.PARAM || d.sort() == Sort.VAR)
        .filter(d -> !used.contains(d.symbol()))
        .forEach(d -> wrong(file, d, d.symbol() + " is not used"));
    if (declared.size()
        < file.declarations().stream().filter(d -> d.sort() != Sort.OUTPUT).count()) {
      problems.add(file.name() + ": a name is declared twice");
    }
  }

  private static List<String> texts(Declaration declaration) {
    return declaration.value().all().map(Value::text).toList();
  }

  /** Outputs of modules, and files that are read while compiling. */
  private void references(BicepFile file, Declaration one, String text) {
    Matcher output = OUTPUT.matcher(text);
    while (output.find()) {
      Optional<Declaration> declared =
          file.find(Sort.MODULE, output.group(1))
              .map(module -> infra.bicep().get(module.type()))
              .flatMap(module -> module.find(Sort.OUTPUT, output.group(2)));
      if (declared.isEmpty()) {
        wrong(file, one, "there is no output " + output.group());
      } else if (output.group(3) != null
          && declared.get().value() instanceof Value.Members members
          && !members.values().containsKey(output.group(3))) {
        wrong(file, one, "there is no member " + output.group());
      }
    }
    Matcher json = FILE.matcher(text);
    while (json.find()) {
      if (!infra.texts().containsKey(json.group(1))) {
        wrong(file, one, "there is no file " + json.group(1));
      }
    }
  }

  private void module(BicepFile file, Declaration module) {
    BicepFile target = infra.bicep().get(module.type());
    if (target == null) {
      wrong(file, module, "there is no file " + module.type());
      return;
    }
    Map<String, Value> given =
        module.value().at("params").orElse(new Value.Members(Map.of())) instanceof Value.Members m
            ? m.values()
            : Map.of();
    given.forEach(
        (name, value) ->
            target
                .find(Sort.PARAM, name)
                .ifPresentOrElse(
                    param -> members(file, module, target, name, value),
                    () -> wrong(file, module, target.name() + " has no parameter " + name)));
    target
        .all(Sort.PARAM)
        .filter(param -> !param.hasValue() && !given.containsKey(param.symbol()))
        .forEach(param -> wrong(file, module, "parameter " + param.symbol() + " is not given"));
    String scope = module.value().text("scope");
    String found =
        scope.startsWith("subscription(")
            ? "subscription"
            : file.find(Sort.RESOURCE, scope)
                .filter(d -> d.type().startsWith("Microsoft.Resources/resourceGroups@"))
                .map(d -> "resourceGroup")
                .orElse("");
    if (!found.equals(target.scope())) {
      wrong(file, module, target.name() + " is for a " + target.scope() + ", not " + scope);
    }
  }

  /** Where an object is given: the members that the module uses are those that it has. */
  private void members(
      BicepFile file, Declaration module, BicepFile target, String param, Value value) {
    Optional<Value.Members> given = resolved(file, value);
    if (given.isEmpty()) {
      return;
    }
    Pattern use = Pattern.compile("(?<![\\w.])" + param + "\\.(\\w+)");
    Set<String> used = new TreeSet<>();
    target.declarations().stream()
        .flatMap(d -> texts(d).stream())
        .flatMap(text -> use.matcher(text).results())
        .forEach(found -> used.add(found.group(1)));
    Set<String> has = given.get().values().keySet();
    used.stream()
        .filter(name -> !has.contains(name))
        .forEach(name -> wrong(file, module, "there is no " + param + "." + name));
    if (value instanceof Value.Members) {
      has.stream()
          .filter(name -> !used.contains(name))
          .forEach(name -> wrong(file, module, param + "." + name + " is not used"));
    }
  }

  private Optional<Value.Members> resolved(BicepFile file, Value value) {
    Value at = value;
    if (value instanceof Value.Expression expression) {
      Matcher output = OUTPUT.matcher(expression.source());
      at =
          output.matches()
              ? file.find(Sort.MODULE, output.group(1))
                  .map(module -> infra.bicep().get(module.type()))
                  .flatMap(target -> target.find(Sort.OUTPUT, output.group(2)))
                  .map(Declaration::value)
                  .orElse(value)
              : file.find(Sort.PARAM, expression.source()).map(Declaration::value).orElse(value);
    }
    return at instanceof Value.Members members ? Optional.of(members) : Optional.empty();
  }

  private void wrong(BicepFile file, Declaration at, String what) {
    problems.add(file.name() + ":" + at.line() + ": " + what);
  }
}

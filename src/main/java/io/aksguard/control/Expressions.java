package io.aksguard.control;

import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelProtoAbstractSyntaxTree;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.expr.CheckedExpr;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.Program;
import io.aksguard.evidence.Evidence;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The CEL environment of controls: its variables are the evidence sections, {@code params}, {@code
 * tables} and {@code at}, plus a control's own name for the element it looks at.
 */
final class Expressions {
  /**
   * Loop turns of one evaluation; the largest lists (role assignments of a subscription, at most
   * 4,000) leave room for a nested loop over a short list.
   */
  private static final int MOST_ITERATIONS = 200_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .populateMacroCalls(false)
          .build();

  private final Functions functions = new Functions();

  /** Half of a cold start's class loading: made beside the reading of catalogue and inputs. */
  private final CompletableFuture<CelRuntime> runtime =
      CompletableFuture.supplyAsync(this::newRuntime);

  private final Map<String, CelCompiler> compilers = new HashMap<>();

  private CelRuntime newRuntime() {
    return CelRuntimeFactory.plannerRuntimeBuilder()
        .setOptions(OPTIONS)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES)
                .build())
        .addLibraries(CelExtensions.optional(), CelExtensions.strings())
        .addFunctionBindings(functions.bindings())
        .build();
  }

  /**
   * A compiler that also knows the variable {@code element}; "" for none. Slow to make, so kept.
   */
  CelCompiler compiler(String element) {
    return compilers.computeIfAbsent(element, this::newCompiler);
  }

  /**
   * The expression of an AST that was checked when the catalogue was built; it is planned when it
   * is first evaluated.
   *
   * @param checked a CheckedExpr in Base64
   */
  Expression load(String text, String checked) {
    return new Expression(
        text,
        () -> {
          try {
            byte[] bytes = Base64.getDecoder().decode(checked);
            CheckedExpr expr = CheckedExpr.parseFrom(bytes, ExtensionRegistry.getEmptyRegistry());
            return program(text, CelProtoAbstractSyntaxTree.fromCheckedExpr(expr).getAst());
          } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the built catalogue is damaged at: " + text, e);
          }
        });
  }

  Expression plan(String text, CelAbstractSyntaxTree ast) {
    return new Expression(text, program(text, ast));
  }

  private Program program(String text, CelAbstractSyntaxTree ast) {
    try {
      return runtime.join().createProgram(ast);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("cannot plan: " + text, e);
    }
  }

  private CelCompiler newCompiler(String element) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.optional(), CelExtensions.strings())
            .addFunctionDeclarations(functions.declarations())
            .addVar("params", SimpleType.DYN)
            .addVar("tables", SimpleType.DYN)
            .addVar("at", SimpleType.TIMESTAMP);
    Evidence.SECTIONS.forEach(section -> builder.addVar(section, SimpleType.DYN));
    if (!element.isEmpty()) {
      builder.addVar(element, SimpleType.DYN);
    }
    return builder.build();
  }
}

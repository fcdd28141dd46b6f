package io.aksguard.report;

import com.networknt.schema.ExecutionContextCustomizer;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What JSON schemas say to a document. */
public final class Schemas {
  private Schemas() {}

  /**
   * @param schema its path in the project
   * @return the objections; empty where the document is valid
   */
  public static List<String> objections(String schema, String json) throws IOException {
    ExecutionContextCustomizer strict =
        (context, config) ->
            context.executionConfig(execution -> execution.formatAssertionsEnabled(true));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(Samples.BASE.resolve(schema)))
        .validate(json, InputFormat.JSON, strict)
        .stream()
        .map(Object::toString)
        .toList();
  }
}

package io.aksguard.evidence.template;

import io.aksguard.evidence.JsonObject;
import java.util.List;

/**
 * What a template would deploy.
 *
 * @param resources each a document of its own with id, type (in full), name, apiVersion and what
 *     else the template says; a value that is not known is a gap at its place
 * @param notes one line each for what is not supported or could not be resolved: the JSON path in
 *     the template, the line, the reason
 */
public record Resolved(List<JsonObject> resources, List<String> notes) {
  public Resolved {
    resources = List.copyOf(resources);
    notes = List.copyOf(notes);
  }
}

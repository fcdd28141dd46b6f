package io.aksguard.control;

import java.util.List;
import java.util.Map;

/**
 * A control as its author wrote it; control.yaml holds the same members. Texts that an author left
 * out are empty.
 *
 * @param id the folder's name, never reused
 * @param practice number of one of the practices, {@code 1.1}
 * @param peers rules of other tools that ask the same, {@code Checkov:CKV_AZURE_7}
 * @param frameworks framework id to the numbers of its requirements
 * @param sections the evidence that must have been read
 * @param applies CEL bool; empty means always
 * @param forEach CEL list of the subjects; empty means the cluster itself
 * @param as the variable that holds one element of {@code forEach}
 * @param where CEL bool that picks the elements
 * @param subject CEL text that names an element
 * @param expect CEL bool, true where the control passes
 * @param seen path to the value that a finding shows
 * @param message text of a failure; {@code {seen}} and {@code {any CEL}} are filled in
 * @param sensitive whether findings show only type and length of the value
 * @param remedy how a failure is mended
 */
public record Definition(
    String id,
    String title,
    String practice,
    Severity severity,
    String why,
    List<Source> sources,
    List<String> peers,
    Map<String, List<String>> frameworks,
    List<String> sections,
    String applies,
    String forEach,
    String as,
    String where,
    String subject,
    String expect,
    String seen,
    String message,
    boolean sensitive,
    Remedy remedy) {
  public Definition {
    sources = List.copyOf(sources);
    peers = List.copyOf(peers);
    sections = List.copyOf(sections);
  }

  /** Names of the parameters that decide the verdict or the remedy, sorted. */
  public List<String> parameters() {
    return Digest.named("params", this);
  }

  /** Names of the tables that decide the verdict or the remedy, sorted. */
  public List<String> tables() {
    return Digest.named("tables", this);
  }
}

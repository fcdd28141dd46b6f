package io.aksguard.intent;

/**
 * What to write where the infrastructure is described, so that it keeps what a fix has set.
 * Projects of azd have one of the two in their folder {@code infra}.
 *
 * @param terraformType of the resource that the line belongs into
 * @param terraform its line
 * @param bicepType of the resource that the line belongs into
 * @param bicep its line
 */
public record KeptLine(String terraformType, String terraform, String bicepType, String bicep) {
  /** Of a line: a list of addresses may be long. */
  private static final int MOST_TEXT = 1_000;

  public KeptLine {
    terraform = shortened(terraform);
    bicep = shortened(bicep);
  }

  private static String shortened(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
  }

  /** For people, without a full stop. */
  public String sentence() {
    return "Terraform, %s: %s; Bicep, %s: %s".formatted(terraformType, terraform, bicepType, bicep);
  }
}

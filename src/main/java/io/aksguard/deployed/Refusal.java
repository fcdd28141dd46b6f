package io.aksguard.deployed;

import io.aksguard.yaml.Problem;
import java.util.List;

/**
 * Why the version that should be in force is not, or is only in part.
 *
 * @param digest of that version
 * @param kept digest of the one in force instead; empty where defaults hold; the same where it is
 *     in force without its mistakes
 * @param catalogueDigest of the built-in controls that it was read against
 */
public record Refusal(String digest, String kept, String catalogueDigest, List<Problem> problems) {
  public Refusal {
    problems = List.copyOf(problems);
  }
}

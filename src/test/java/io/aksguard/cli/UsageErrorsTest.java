package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command line that cannot be carried out: exit code 2 and one sentence, nothing else. */
class UsageErrorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          audit                                    | Missing required option: '--input=PATH', or what to read from Azure
          audit --inptu $prod                      | Unknown option: '--inptu'
          audit --input $prod --colour             | Unknown option: '--colour'
          audit --input                            | Missing required parameter for option '--input'
          audit --input ''                         | the path is empty; for this folder write .
          audit --input $prod --at yesterday       | '--at': 'yesterday' is no instant such as 2026-03-03T08:00:00Z
          audit --input $prod --at 2026-13-01T00:00:00Z | '--at': '2026-13-01T00:00:00Z' is no instant
          audit --input $prod --at +99999-01-01T00:00:00Z | '--at': '+99999-01-01T00:00:00Z' is no instant
          audit --input $prod --min-coverage -1    | '-1' is no number from 0 to 100
          audit --input $prod --min-coverage 101   | '101' is no number from 0 to 100
          audit --input $prod --min-coverage 100.1 | '100.1' is no number from 0 to 100
          audit --input $prod --min-coverage NaN   | 'NaN' is no number from 0 to 100
          audit --input $prod --min-coverage x     | 'x' is no number from 0 to 100
          audit --input $prod --only nope          | --only: there is no 'nope'; aks-guard controls list shows them
          audit --input $prod --only ''            | --only: there is no ''
          audit --input $prod --practice 99        | --practice: there is no '99'; known are 1.1,
          audit --input $prod --framework nope     | --framework: there is no 'nope'; known are cis-aks
          audit --input $prod --only local-accounts-disabled --practice 1.1 | no control is left by --only, --practice and --framework
          audit --input $prod --param nope=1       | --param: there is no parameter 'nope'; known are
          audit --input $prod --param minZones=two | --param: parameter 'minZones' is a whole number, not 'two'
          audit --input $prod --param minZones     | '--param' (NAME=VALUE) should be in KEY=VALUE format but was minZones
          audit --input $prod --include failed     | --include: 'failed' is none of pass, fail, not_applicable, unknown, all
          audit --input $prod --fail-on critical   | --fail-on: 'critical' is none of high, medium, low, never
          audit --input $prod --format xml         | '--format': expected one of [TABLE, JSON, SARIF, JUNIT, CSV]
          audit --input $prod --format csv --format json | option '--format' (<format>) should be specified only once
          audit --input $prod --config $dir/no.yaml| no.yaml: there is no such file
          audit --input $prod --config $dir        | Is a directory
          audit --input $prod --controls-dir $dir/no | --controls-dir: there is no folder
          audit --input $prod --controls-dir $prod | --controls-dir: there is no folder
          audit --input $prod --output $dir/no/r   | --output: there is no folder
          audit --input $prod --output $dir        | is a folder; name a file
          audit --input $prod --output $prod       | prod.json is what the audit reads; name another file
          audit --input $dir --output $prod        | prod.json is what the audit reads; name another file
          audit --input $dir --output $dir/x/../prod.json | prod.json is what the audit reads; name another file
          ''                                       | Unmatched argument at index 0: ''
          adit                                     | Unmatched argument at index 0: 'adit'
          controls tset                            | Unmatched argument at index 1: 'tset'
          """)
  void commandLine_isRefusedInOneSentence(String line, String sentence) throws Exception {
    Export.in(folder).with("x/nothing.json", "[]");

    CommandRun run = CommandRun.of(words(line));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().startsWith("aks-guard: ");
    assertThat(run.err()).contains(sentence);
    assertThat(folder.resolve("prod.json")).hasContent(Export.cluster("prod"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("prod.json", "x");
    }
  }

  private Object[] words(String line) {
    return Stream.of(line.split(" +"))
        .map(word -> word.equals("''") ? "" : word)
        .map(word -> word.replace("$dir", folder.toString()))
        .map(word -> word.replace("$prod", folder.resolve("prod.json").toString()))
        .toArray();
  }
}

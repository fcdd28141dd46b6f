package io.aksguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir private Path folder;
  private Export export;

  @BeforeEach
  void export() {
    export = Export.in(folder.resolve("in"));
  }

  private CommandRun plan(Object... more) {
    Object[] all = new Object[more.length + 3];
    all[0] = "plan";
    all[1] = "--input";
    all[2] = export.file("prod.json");
    System.arraycopy(more, 0, all, 3, more.length);
    return CommandRun.of(all);
  }

  @Test
  void table_showsEachCall_itsPatch_andWhoWantsIt() {
    CommandRun run = plan("--only", "image-cleaner-on");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().toList())
        .containsExactly(
            Export.PROD,
            "  1 call would be made for 1 of 1 fix",
            "  change " + Export.PROD,
            "    in place: nothing restarts",
            "    + /properties/securityProfile = {\"imageCleaner\": {\"enabled\": true}}"
                + "   for image-cleaner-on",
            "    + /properties/securityProfile/imageCleaner/intervalHours = 168"
                + "   for image-cleaner-on",
            "    needs Microsoft.ContainerService/managedClusters/read,"
                + " Microsoft.ContainerService/managedClusters/write on "
                + Export.PROD,
            "    needs Microsoft.ContainerService/locations/operations/read,"
                + " Microsoft.ContainerService/locations/operationresults/read,"
                + " Microsoft.Insights/eventtypes/values/read on "
                + Export.PROD.substring(0, Export.PROD.indexOf("/resourceGroups")),
            "  low     image-cleaner-on  approve, in-place;"
                + " held: a person has to approve it: the default: guard.yaml says nothing else",
            "  whether the app may do that was not checked: it asks Azure before it plans and"
                + " writes");
  }

  @Test
  void json_isOneObjectForEachCluster() {
    export.with("b.json", Export.cluster("b"));

    CommandRun run = CommandRun.of("plan", "--input", export.folder(), "--format", "json");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().map(io.aksguard.evidence.JsonReader::object))
        .hasSize(2)
        .allSatisfy(
            plan -> {
              assertThat(plan.string("cluster")).isPresent();
              assertThat(plan.raw("permissionsChecked")).isEqualTo(false);
              assertThat(plan.array("writes").orElseThrow().objects())
                  .isNotEmpty()
                  .allSatisfy(write -> assertThat(write.string("forecast")).isPresent());
            });
  }

  @Test
  void guardYaml_decides_andTheExplanationNamesTheRule() {
    export.with(
        "guard.yaml",
        """
        schema: aks-guard/config/v1
        remediation:
          rules:
            - {controls: [image-cleaner-on], mode: auto}
            - {controls: [local-accounts-disabled], resource: "*", mode: off}
        """);

    assertThat(plan("--config", export.file("guard.yaml"), "--explain", "image-cleaner-on").out())
        .contains("image-cleaner-on: auto (rule 1 of remediation in guard.yaml)")
        .contains("needs the permission Microsoft.ContainerService/managedClusters/write")
        .contains("by hand: az aks update");
    assertThat(
            plan("--config", export.file("guard.yaml"), "--explain", "local-accounts-disabled")
                .out())
        .contains("held by off: off by rule 2 of remediation in guard.yaml");
  }

  @Test
  void explanation_ofWhatDoesNotFail_saysWhatItIs() {
    assertThat(plan("--explain", "k8s-rbac-enabled").out())
        .contains("passes: there is nothing to mend");
    assertThat(plan("--explain", "delete-lock-present").out())
        .contains("is unknown, and nothing is mended on suspicion");
  }

  @Test
  void misuse_isExplained() {
    assertThat(CommandRun.of("plan"))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("--input=PATH");
    assertThat(plan("--explain", "no-such-control"))
        .returns(2, CommandRun::code)
        .extracting(CommandRun::err)
        .asString()
        .contains("there is no control 'no-such-control'");
    assertThat(plan("--cluster", Export.PROD)).returns(2, CommandRun::code);
    assertThat(plan("--store", folder)).returns(2, CommandRun::code);
    assertThat(plan("--explain", "image-cleaner-on", "--format", "json"))
        .returns(2, CommandRun::code);
    assertThat(plan("--explain", "image-cleaner-on", "--only", "image-cleaner-on"))
        .returns(2, CommandRun::code);
  }

  @Test
  void inputThatCannotBeRead_isNamed_andTheOthersArePlanned() {
    export.with("broken.json", "{\"id\": ");

    CommandRun run = CommandRun.of("plan", "--input", export.folder());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("broken.json");
    assertThat(run.out()).contains(Export.PROD);
  }
}

package io.aksguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.adapter.Live;
import io.aksguard.app.SignIn;
import io.aksguard.cluster.ArmId;
import io.aksguard.lab.tenant.Fault;
import io.aksguard.lab.tenant.TenantOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that read Azure, over TLS, with a sign-in. */
class LiveCommandTest {
  @TempDir private Path folder;
  private final Live live = new Live(TenantOptions.unthrottled(2));
  private final Map<String, String> environment = new HashMap<>();
  private SSLContext before;

  @BeforeEach
  void trust() throws Exception {
    before = SSLContext.getDefault();
    SSLContext.setDefault(live.tenant.sslContext());
    live.seeding.fleet(3, 6);
    environment.putAll(
        Map.of(
            "AZURE_TENANT_ID", live.tenant.tenantId(),
            "AZURE_CLIENT_ID", live.principal.clientId(),
            "AZURE_CLIENT_SECRET", live.principal.secret(),
            "AZURE_AUTHORITY_HOST", live.tenant.endpoint().toString(),
            "AKS_GUARD_ARM_ENDPOINT", live.tenant.endpoint().toString()));
  }

  LiveCommandTest() throws NoSuchAlgorithmException {
    before = SSLContext.getDefault();
  }

  @AfterEach
  void stop() {
    SSLContext.setDefault(before);
    live.close();
  }

  private CommandRun run(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    String[] texts = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    Outside outside = new Outside(environment, live.clock);
    int code = Main.run(out, new PrintWriter(err), outside, texts);
    return new CommandRun(code, out.toString(UTF_8), err.toString());
  }

  private Object[] with(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", "json", "--include", "all"));
    return all.toArray();
  }

  private String subscription() {
    return live.seeding.subscriptions().get(0);
  }

  @Test
  void export_isAuditedFromFiles_asItIsAuditedLive() {
    Path out = folder.resolve("export");

    CommandRun export = run("export", "--subscription", subscription(), "--output", out);
    CommandRun fromFiles = run(with("audit", "--input", out));
    CommandRun fromAzure = run(with("audit", "--subscription", subscription()));

    assertThat(export.err()).isEmpty();
    assertThat(export.code()).isZero();
    assertThat(export.out()).contains("3 clusters exported");
    assertThat(fromAzure.code()).isEqualTo(1);
    assertThat(fromAzure.findings()).hasSizeGreaterThan(300).isEqualTo(fromFiles.findings());
    assertThat(fromAzure.inputs()).isEmpty();
  }

  @Test
  void singleCluster_isReadDirectly_andJudgedAsItsExport() {
    ArmId id = live.seeding.clusters().get(1);
    Path out = folder.resolve("export");

    CommandRun export = run("export", "--cluster", id, "--output", out);
    CommandRun fromFiles = run(with("audit", "--input", out));
    CommandRun fromAzure = run(with("audit", "--cluster", id));

    assertThat(export.code()).isZero();
    assertThat(fromAzure.findings()).hasSizeGreaterThan(100).isEqualTo(fromFiles.findings());
  }

  @Test
  void clusterThatIsRefused_isUnknown_andThatIsNoSuccess() {
    live.tenant.faults().add(Fault.of("GET", "managedClusters/[^/]+$", Fault.Effect.FORBIDDEN, 1));

    CommandRun run =
        run(with("audit", "--cluster", live.seeding.clusters().get(1), "--min-coverage", "90"));

    assertThat(run.findings())
        .isNotEmpty()
        .allMatch(finding -> finding.matches(".* (UNKNOWN|NOT_APPLICABLE)"));
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void clusterThatIsNotThere_endsTheAudit() {
    CommandRun run = run("audit", "--cluster", live.seeding.clusters().get(1) + "-gone");

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("there is no such cluster");
  }

  @Test
  void subscriptionThatMayNotBeRead_endsTheAudit() {
    live.tenant.deny(live.principal, subscription());

    CommandRun run = run("audit", "--subscription", subscription());

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains(subscription()).contains("403 (AccessDenied)");
  }

  @Test
  void doctor_tellsWhatCanBeRead() {
    CommandRun run = run("doctor", "--subscription", subscription());

    assertThat(run.out())
        .contains("ok       token: 1 subscription can be seen")
        .contains("ok       subscription " + subscription() + ": 3 clusters")
        .contains("ok         microsoft.insights/diagnosticsettings: read")
        .contains("ok       API versions: pinned on 2026-11-23, 0 days before 2026-11-23");
  }

  @Test
  void doctor_triesTheReadsOfAClusterBelowAManagementGroup() {
    CommandRun run = run("doctor", "--management-group", "mg-root");

    assertThat(run.out())
        .contains("ok       Resource Graph: 3 clusters")
        .contains("ok         microsoft.insights/diagnosticsettings: read")
        .doesNotContain("there is no cluster");
  }

  @Test
  void doctor_namesWhatIsRefused() {
    live.tenant.faults().add(Fault.of("", "/locks", Fault.Effect.FORBIDDEN, 1));

    CommandRun run = run("doctor", "--subscription", subscription());

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.out()).containsPattern("refused +microsoft.authorization/locks: .*403");
  }

  /** The default says nothing, or nothing but report; then all is wanted, then one fix. */
  @ParameterizedTest
  @CsvSource({
    "'',      '',     'ok       ', 'would lack, were it on, '",
    "report,  report, 'ok       ', 'would lack, were it on, '",
    "approve, off,    'warning  ', 'lacks '",
    "off,     auto,   'ok       ', 'all '",
  })
  void doctor_tellsWhatRemediationLacks_andWarnsWhereItIsWanted(
      String otherwise, String ofOne, String result, String told) throws IOException {
    live.tenant.permit(
        live.principal, "/", List.of("*/read", "*/write", "*/join/action", "*/assign/action"));
    List<Object> line = new ArrayList<>(List.of("doctor", "--subscription", subscription()));
    if (!otherwise.isEmpty()) {
      String guard =
          """
          schema: aks-guard/config/v1
          remediation: {mode: %s, rules: [{controls: [image-cleaner-on], mode: %s}]}
          """
              .formatted(otherwise, ofOne);
      line.addAll(List.of("--config", Files.writeString(folder.resolve("guard.yaml"), guard)));
    }

    CommandRun run = run(line.toArray());

    String what = result + "remediation in subscription " + subscription() + ": " + told;
    assertThat(run.out()).contains(what);
    assertThat(run.out().contains("managedClusters/rotateClusterCertificates/action"))
        .isEqualTo(!told.equals("all "));
    assertThat(run.out()).doesNotContain("Microsoft.ContainerService/managedClusters/write");
  }

  @Test
  void doctor_withoutASignIn_saysSo() {
    environment.put("AZURE_CLIENT_SECRET", "wrong");

    CommandRun run = run("doctor", "--subscription", subscription());

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.out()).contains("refused  token: no token could be had");
  }

  @Test
  void withoutASignIn_nothingIsRead_andOneSentenceSaysWhatToDo() {
    environment.put("AZURE_CLIENT_SECRET", "wrong");
    Path out = folder.resolve("export");
    for (Object[] line :
        new Object[][] {
          {"audit", "--cluster", live.seeding.clusters().get(1)},
          {"audit", "--subscription", subscription()},
          {"export", "--subscription", subscription(), "--output", out}
        }) {
      List<String> logged = new ArrayList<>();
      CommandRun run = Logged.during(logged, () -> run(line));

      assertThat(run.code()).isEqualTo(Main.UNUSABLE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .isEqualTo(
              "aks-guard: no token could be had; see whether AZURE_TENANT_ID, AZURE_CLIENT_ID and"
                  + " AZURE_CLIENT_SECRET are those of an app registration\n");
      assertThat(logged).isEmpty();
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void tokenForThePeoplesApp_isOfTheSameSignIn_andForThatAppAlone() {
    SignIn signIn = SignIn.of(environment);

    String token = signIn.token("api://aks-guard");

    assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8))
        .contains("\"aud\":\"api://aks-guard\"", live.principal.clientId());
    assertThat(signIn.token("api://aks-guard")).isEqualTo(token);
    assertThat(signIn.token("api://another")).isNotEqualTo(token);
  }

  @Test
  void withoutASignIn_thePeoplesAppIsNotCalled() {
    environment.put("AZURE_CLIENT_SECRET", "wrong");

    CommandRun run =
        run("breaker", "status", "--app", "https://127.0.0.1:1", "--audience", "api://aks-guard");

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err())
        .isEqualTo(
            "aks-guard: no token for api://aks-guard could be had; see whether AZURE_TENANT_ID,"
                + " AZURE_CLIENT_ID and AZURE_CLIENT_SECRET are those of an app registration\n");
  }

  @Test
  void doctor_warnsOfWhatIsDated() {
    CommandRun run =
        run("doctor", "--subscription", subscription(), "--at", "2028-06-01T00:00:00Z");

    assertThat(run.out())
        .contains("warning  API versions: pinned on 2026-11-23, 556 days before 2028-06-01")
        .contains("warning  support tables:");
  }

  @Test
  void missingSettings_areNamed() {
    environment.remove("AZURE_TENANT_ID");

    CommandRun run = run("audit", "--subscription", subscription());

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("AZURE_TENANT_ID is missing beside AZURE_CLIENT_SECRET");
  }

  @Test
  void inputAndAzure_excludeEachOther() {
    CommandRun run = run("audit", "--input", folder, "--subscription", subscription());

    assertThat(run.err()).contains("--input and what is read from Azure exclude each other");
  }

  @Test
  void azure_isNotAssumedComplete() {
    CommandRun run = run("audit", "--subscription", subscription(), "--assume-complete");

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("--assume-complete is for exports");
  }

  @Test
  void exportIntoAFolderWithFiles_isRefused() throws Exception {
    java.nio.file.Files.writeString(folder.resolve("there.json"), "{}");

    CommandRun run = run("export", "--subscription", subscription(), "--output", folder);

    assertThat(run.code()).isEqualTo(Main.UNUSABLE);
    assertThat(run.err()).contains("is no empty folder");
  }
}

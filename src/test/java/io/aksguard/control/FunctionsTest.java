package io.aksguard.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.aksguard.evidence.GapException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each domain function, as an author calls it; "?" stands for a gap. */
class FunctionsTest {
  private final Expressions expressions = new Expressions();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "isTrue(true) | true",
        "isTrue('TRUE') | true",
        "isTrue('false') | false",
        "isTrue('') | false",
        "isTrue('yes') | ?",
        "isTrue(1) | ?",
        "same('Azure', 'azure') | true",
        "same('azure', 'calico') | false",
        "same(1, 'calico') | ?",
        "oneOf('CILIUM', ['azure', 'cilium']) | true",
        "oneOf('x', []) | false",
        "oneOf('x', 'x') | ?",
        "isCidr('10.0.0.0/8') | true",
        "isCidr('10.0.0.1') | true",
        "isCidr('::/0') | true",
        "isCidr('AzureCloud') | false",
        "isCidr('10.0.0.0/33') | false",
        "isCidr('10.0.0.*') | false",
        "isCidr('') | false",
        "cidrPrefix('0.0.0.0/0') | 0",
        "cidrPrefix('0.0.0.0/32') | 32",
        "cidrPrefix('10.1.2.3') | 32",
        "cidrPrefix('2001:db8::1') | 128",
        "cidrPrefix('AzureCloud') | ?",
        "cidrContains('10.0.0.0/8', '10.1.0.0/16') | true",
        "cidrContains('10.1.0.0/16', '10.0.0.0/8') | false",
        "cidrContains('0.0.0.0/0', '::/0') | false",
        "cidrContains('10.0.0.1/8', '10.9.9.9') | true",
        "minor('1.34.2') | 1.34",
        "minor('v1.34') | 1.34",
        "minor('1.34.0-alpha.1') | 1.34",
        "minor('latest') | ?",
        "versionCompare('1.9.0', '1.10.0') | -1",
        "versionCompare('1.34', '1.34.0') | 0",
        "versionCompare('1.34.3', '1.34') | 1",
        "minorsBetween('1.35.1', '1.33.9') | 2",
        "minorsBetween('1.33', '1.35') | -2",
        "minorsBetween('2.0', '1.9') | ?",
        "quantity('500m') == 0.5 | true",
        "quantity('2Gi') == 2147483648.0 | true",
        "quantity('1e3') == 1000.0 | true",
        "quantity(3) == 3.0 | true",
        "quantity('2 apples') | ?",
        "instant('2026-01-02') == timestamp('2026-01-02T00:00:00Z') | true",
        "instant('2026-01-02T03:04:05') == timestamp('2026-01-02T03:04:05Z') | true",
        "instant('2026-01-02T03:04:05+02:00') == timestamp('2026-01-02T01:04:05Z') | true",
        "instant('soon') | ?",
        "daysBetween('2026-01-01', '2026-03-01') | 59",
        "daysBetween('2026-03-01', at) | -59",
        "nodeImageDate('AKSUbuntu-2204gen2containerd-202410.27.0') == instant('2024-10-27') | true",
        "nodeImageDate('AKSUbuntu-2204gen2containerd-202410.27.0-2024.12.01') == instant('2024-12-01') | true",
        "nodeImageDate('AKSWindows-2022-containerd-20348.2966.241112') | ?",
        "nodeImageDate('AKSAzureLinux-V3gen2-202601.13.0') == instant('2026-01-13') | true",
        "portsInclude('*', 22) | true",
        "portsInclude('20-30', 22) | true",
        "portsInclude('443', 22) | false",
        "portsInclude(['443', '22'], 22) | true",
        "portsInclude('ssh', 22) | ?",
        "armCovers('/subscriptions/S', '/subscriptions/s/resourceGroups/x') | true",
        "armCovers('/subscriptions/s/resourceGroups/a', '/subscriptions/s/resourceGroups/ab') | false",
        "armCovers('/', '/subscriptions/s') | true",
        "armName('/subscriptions/s/resourceGroups/x/') | x",
        "armName('x') | ?",
        "parseJson('[1,2]').exists(x, x == 2) | true",
        "parseJson('{\"A\":1}').a | 1",
        "parseJson([3])[0] | 3",
        "parseJson('{') | ?",
        "rbacAllows({'verbs':['*'],'apiGroups':['*'],'resources':['*']}, 'get', '', 'secrets') | true",
        "rbacAllows({'verbs':['get'],'apiGroups':[''],'resources':['pods']}, 'get', '', 'secrets') | false",
        "rbacAllows({'verbs':['create'],'apiGroups':[''],'resources':['*/exec']}, 'create', '', 'pods/exec') | true",
        "rbacAllows({'verbs':['create'],'apiGroups':[''],'resources':['pods']}, 'create', '', 'pods/exec') | false",
        "rbacAllows({'verbs':['Get'],'apiGroups':[''],'resources':['pods']}, 'get', '', 'pods') | false",
        "rbacAllows({'verbs':['get'],'apiGroups':[''],'resources':['*']}, 'get', '', 'pods/log') | true",
        "rbacAllows({'verbs':['get'],'apiGroups':[''],'resources':['pods/*']}, 'get', '', 'pods/log') | false",
        "rbacAllows({'verbs':['get'],'apiGroups':[''],'resources':['secrets'],'resourceNames':['a']}, 'get', '', 'secrets') | false",
        "rbacAllows({'verbs':['get'],'apiGroups':[''],'resources':['secrets'],'resourceNames':[]}, 'get', '', 'secrets') | true",
        "rbacAllows({'nonResourceURLs':['*'],'verbs':['*']}, 'get', '', 'secrets') | false",
        "rbacAllows('rule', 'get', '', 'pods') | ?",
        "rbacGrants({'rules':[{'verbs':['get','list'],'apiGroups':[''],'resources':['secrets']}]}, ['get,list,watch secrets'])[0] | get,list secrets by rule {\"verbs\": [\"get\", \"list\"], \"apiGroups\": [\"\"], \"resources\": [\"secrets\"]}",
        "rbacGrants({'rules':[{'verbs':['*'],'apiGroups':['apps'],'resources':['*']}]}, ['create pods', 'create deployments.apps/scale', 'create jobs.batch']).size() | 1",
        "rbacGrants({'rules':[]}, ['create pods']).size() | 0",
        "rbacGrants({'rules':[{'verbs':['patch'],'apiGroups':[''],'resources':['configmaps'],'resourceNames':['a']}]}, ['patch configmaps', 'patch configmaps named b']).size() | 0",
        "rbacGrants({'rules':[{'verbs':['patch'],'apiGroups':[''],'resources':['configmaps'],'resourceNames':['a']}]}, ['patch configmaps named a', 'patch configmaps named *']).size() | 2",
        "rbacGrants({'rules':[{'verbs':['create','deletecollection'],'apiGroups':[''],'resources':['pods'],'resourceNames':['a']}]}, ['create,deletecollection pods named a']).size() | 0",
        "rbacGrants({'rules':[{'verbs':['create'],'apiGroups':[''],'resources':['pods/exec'],'resourceNames':['a']}]}, ['create pods/exec named a']).size() | 1",
        "rbacGrants({'scope':'shop','rules':[{'verbs':['*'],'apiGroups':['*'],'resources':['*']}]}, ['get nodes/proxy', 'create clusterrolebindings.rbac.authorization.k8s.io', 'escalate clusterroles.rbac.authorization.k8s.io', 'get /metrics']).size() | 0",
        "rbacGrants({'scope':'shop','rules':[{'verbs':['*'],'apiGroups':['*'],'resources':['*']}]}, ['bind clusterroles.rbac.authorization.k8s.io', 'escalate roles.rbac.authorization.k8s.io']).size() | 2",
        "rbacGrants({'scope':'','rules':[{'verbs':['get'],'nonResourceURLs':['/debug/*']}]}, ['get /debug/pprof', 'get /debug', 'post /debug/x']).size() | 1",
        "rbacGrants({'scope':'','rules':[{'verbs':['get'],'nonResourceURLs':['/metrics']}]}, ['get /metrics'])[0].startsWith('get /metrics by rule') | true",
        "rbacGrants([{'path':'a','rules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods']}]}, {'path':'b','rules':[]}], ['get pods']).size() | 1",
        "rbacGrants([{'path':'a','rules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods']}]}], ['get pods'])[0].startsWith('a may get pods by rule') | true",
        "rbacGrants([{'path':'a','rules':'none'}], ['get pods']) | ?",
        "rbacGrants({'scope':'shop','rules':[{'verbs':['*'],'apiGroups':['*'],'resources':['*']}]}, ['get secrets in kube-system', 'get secrets in shop']).size() | 1",
        "rbacGrants({'scope':'','rules':[{'verbs':['*'],'apiGroups':['*'],'resources':['*']}]}, ['get secrets in kube-system', 'get configmaps named a in b']).size() | 2",
        "rbacGrants('grant', ['create pods']) | ?",
        "rbacGrants({'rules':['rule']}, ['create pods']) | ?",
        "rbacGrants({'rules':['rule', {'verbs':['get'],'apiGroups':[''],'resources':['pods']}]}, ['get pods']).size() | 1",
        "matchesAny('ServiceAccount flux-system/kustomize', ['User x', 'ServiceAccount flux-system/*']) | true",
        "matchesAny('Group ops', ['Group op', 'group ops', '*opsy']) | false",
        "matchesAny('a.b.c', ['a*b*c']) | true",
        "matchesAny('abc', ['ab*bc', 'abc*c', 'b*']) | false",
        "matchesAny('', ['*']) | true",
        "matchesAny('x', []) | false",
        "matchesAny(1, ['*']) | ?",
        "matchesAny('x', 'x') | ?",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}]}}, 'baseline', 'latest') | true",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}]}}, 'restricted', '1.34') | false",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}],'hostPID':true}}, 'privileged', 'v1.34.2') | true",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}],'hostPID':'yes'}}, 'baseline', '1.34') | ?",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}],'hostPID':'yes','hostNetwork':true}}, 'baseline', '1.34') | false",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}],'hostPID':null}}, 'baseline', '1.99') | true",
        "podSecurityAllows({'spec':{'template':{}}}, 'baseline', '1.34') | ?",
        "podSecurityAllows('pod', 'baseline', '1.34') | ?",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}]}}, 'Baseline', '1.34') | ?",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}]}}, 'baseline', '2.0') | ?",
        "podSecurityAllows({'spec':{'containers':[{'name':'a'}]}}, 'baseline', 'newest') | ?",
        "podSecurityViolations({'spec':{'containers':[{'name':'a'}]}}, 'baseline', '1.34').size() | 0",
        "podSecurityViolations({'spec':{'containers':[{'name':'a'}],'hostPID':true}}, 'baseline', '1.34')[0] | hostNamespaces: spec.hostPID is true, must be false",
        "podSecurityViolations({'spec':{'containers':[{'name':'a'}],'hostPID':true,'volumes':''}}, 'baseline', '1.34').exists(v, v.startsWith('hostNamespaces:')) | true",
        "podSecurityViolations({'spec':{'containers':[{'name':'a'}],'hostPID':true,'volumes':''}}, 'baseline', '1.34').size() | ?",
        "unknown('why') | ?"
      })
  void value(String text, String expected) throws Exception {
    Expression expression = expressions.plan(text, expressions.compiler("").compile(text).getAst());

    assertThat(shown(expression)).isEqualTo(expected);
  }

  private static String shown(Expression expression) {
    try {
      return String.valueOf(
          expression.value(
              name ->
                  name.equals("at")
                      ? Optional.of(Instant.parse("2026-01-01T00:00:00Z"))
                      : Optional.empty()));
    } catch (GapException e) {
      return "?";
    }
  }
}

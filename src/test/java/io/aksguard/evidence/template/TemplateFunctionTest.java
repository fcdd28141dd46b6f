package io.aksguard.evidence.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFunctionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [base64('one, two')]                             | 'b25lLCB0d28='
          [base64ToString('b25lLCB0d28=')]                 | 'one, two'
          [base64ToJson(base64('{''one'': ''a''}')).one]   | 'a'
          [concat('a', 1, true())]                         | 'a1True'
          [dataUri('Hello')]                               | 'data:text/plain;charset=utf8;base64,SGVsbG8='
          [dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')] | 'Hello, World!'
          [dataUriToString(dataUri('Hello'))]              | 'Hello'
          [contains('OneTwo', 'Two')]                      | true
          [contains('OneTwo', 'two')]                      | false
          [endsWith('abcdef', 'EF')]                       | true
          [startsWith('abcdef', 'AB')]                     | true
          [first('One')]                                   | 'O'
          [last('One')]                                    | 'e'
          [format('{0}, {1}. {2:N0}', 'Hello', 'User', 8175133)] | 'Hello, User. 8,175,133'
          [format('np{0:000}{1,4}{{}}', 7, 'x')]           | 'np007   x{}'
          [format('{0:D3}-{1:X2}-{2}', 5, 255, true())]    | '005-FF-True'
          [indexOf('abcabc', 'C')]                         | 2
          [lastIndexOf('abcabc', 'C')]                     | 5
          [indexOf('abc', 'z')]                            | -1
          [join(createArray('a', 'b'), ', ')]              | 'a, b'
          [json('{\"a\": [1, null, 2.5]}').a[2]]           | 2.5
          [json('null')]                                   | null
          [length('abc')]                                  | 3
          [padLeft('7', 3, '0')]                           | '007'
          [padLeft(7, 3)]                                  | '  7'
          [replace('1-2-3', '-', '')]                      | '123'
          [skip('one two', 4)]                             | 'two'
          [take('one two', 3)]                             | 'one'
          [take('ab', 5)]                                  | 'ab'
          [split('a,b;c', createArray(',', ';'))]          | ['a', 'b', 'c']
          [split('a.b.', '.')]                             | ['a', 'b', '']
          [string(true())]                                 | 'True'
          [string(createObject('a', createArray(1, 'x')))] | '{"a":[1,"x"]}'
          [substring('one two', 4, 3)]                     | 'two'
          [substring('one two', 4)]                        | 'two'
          [toLower('AbC')]                                 | 'abc'
          [toUpper('AbC')]                                 | 'ABC'
          [trim('  a ')]                                   | 'a'
          [uri('http://contoso.org/firstpath/', 'a.json')] | 'http://contoso.org/firstpath/a.json'
          [uriComponent('a b/c~*')]                        | 'a%20b%2Fc~%2A'
          [uriComponentToString('a%20b%2Fc+')]             | 'a b/c+'
          """)
  void strings(String expression, String expected) {
    assertThat(TemplateExpressionTest.value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [add(1, 2)]                             | 3
          [sub(1, 2)]                             | -1
          [mul(3, 4)]                             | 12
          [div(8, 3)]                             | 2
          [mod(8, 3)]                             | 2
          [min(3, 1, 2)]                          | 1
          [max(createArray(3, 1, 2))]             | 3
          [int('42')]                             | 42
          [int(json('4.7'))]                      | 4
          [float('1.5')]                          | 1.5
          [range(5, 3)]                           | [5, 6, 7]
          [bool('TRUE')]                          | true
          [bool(0)]                               | false
          [equals('a', 'A')]                      | false
          [equals(1, json('1.0'))]                | true
          [equals('1', 1)]                        | false
          [equals(createArray(1, 2), createArray(1, 2))] | true
          [equals(createObject('a', 1, 'b', 2), createObject('b', 2, 'a', 1))] | true
          [less(1, 2)]                            | true
          [lessOrEquals(2, 2)]                    | true
          [greater('b', 'a')]                     | true
          [greaterOrEquals(1, 2)]                 | false
          [not(false())]                          | true
          [and(true(), true(), false())]          | false
          [or(false(), false())]                  | false
          [null()]                                | null
          """)
  void numbersAndLogic(String expression, String expected) {
    assertThat(TemplateExpressionTest.value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [array('a')]                                      | ['a']
          [array(createArray('a'))]                         | ['a']
          [concat(createArray('a'), createArray('b'))]      | ['a', 'b']
          [contains(createArray('a'), 'A')]                 | false
          [contains(createObject('One', 1), 'one')]         | true
          [createObject('a', null(), 'b', 1)]               | {b: 1}
          [empty(createArray())]                            | true
          [empty(createObject('a', 1))]                     | false
          [empty(null())]                                   | true
          [first(createArray(1, 2))]                        | 1
          [last(createArray(1, 2))]                         | 2
          [first(createArray())]                            | null
          [skip(createArray(1, 2, 3), 1)]                   | [2, 3]
          [take(createArray(1, 2, 3), 2)]                   | [1, 2]
          [indexOf(createArray('a', 'A'), 'A')]             | 1
          [lastIndexOf(createArray(1, 2, 1), 1)]            | 2
          [length(createObject('a', 1))]                    | 1
          [flatten(createArray(createArray(1), createArray(2, 3)))] | [1, 2, 3]
          [union(parameters('list'), createArray('c', 'B'))] | ['a', 'B', 'c']
          [union(createObject('a', createObject('x', 1)), createObject('A', createObject('y', 2)))] | {a: {x: 1, y: 2}}
          [shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', createObject('y', 2))))] | {a: {y: 2}}
          [intersection(createArray(1, 2, 3), createArray(3, 2))] | [2, 3]
          [intersection(createObject('a', 1, 'b', 2), createObject('a', 1, 'b', 3))] | {a: 1}
          [items(createObject('b', 1, 'a', 2))]             | [{key: 'a', value: 2}, {key: 'b', value: 1}]
          [objectKeys(createObject('b', 1, 'a', 2))]        | ['a', 'b']
          [tryGet(createObject('a', createArray(1)), 'a', 0)] | 1
          [tryGet(createObject('a', 1), 'b', 'c')]          | null
          [indexFromEnd(createArray(1, 2, 3), 1)]           | 3
          [map(createArray(1, 2), lambda('n', 'i', add(lambdaVariables('n'), lambdaVariables('i'))))] | [1, 3]
          [filter(variables('numbers'), lambda('n', greater(lambdaVariables('n'), 1)))] | [3, 2]
          [reduce(variables('numbers'), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))] | 6
          [sort(variables('numbers'), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))] | [1, 2, 3]
          [toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', toUpper(lambdaVariables('x'))))] | {a: 'A', b: 'B'}
          [groupBy(createArray('a1', 'b1', 'a2'), lambda('x', first(lambdaVariables('x'))))] | {a: ['a1', 'a2'], b: ['b1']}
          [mapValues(createObject('a', 1), lambda('v', add(lambdaVariables('v'), 1)))] | {a: 2}
          """)
  void collections(String expression, String expected) {
    assertThat(TemplateExpressionTest.value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [resourceId('A.B/c', 'x')]            | '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x'
          [resourceId('rg', 'A.B/c/d', 'x', 'y')] | '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/A.B/c/x/d/y'
          [resourceId('sub', 'rg', 'A.B/c', 'x')] | '/subscriptions/sub/resourceGroups/rg/providers/A.B/c/x'
          [subscriptionResourceId('A.B/c', 'x')] | '/subscriptions/00000000-0000-0000-0000-000000000000/providers/A.B/c/x'
          [subscriptionResourceId('sub', 'A.B/c', 'x')] | '/subscriptions/sub/providers/A.B/c/x'
          [subscriptionResourceId('Microsoft.Resources/resourceGroups', 'x')] | '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/x'
          [tenantResourceId('A.B/c', 'x')]      | '/providers/A.B/c/x'
          [managementGroupResourceId('mg', 'A.B/c', 'x')] | '/providers/Microsoft.Management/managementGroups/mg/providers/A.B/c/x'
          [extensionResourceId(resourceGroup().id, 'A.B/c', 'x')] | '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x'
          [resourceId('A.B/c/', 'x')]           | '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template/providers/A.B/c/x'
          [resourceId('A.B/c')]                 | <[resourceId('A.B/c')] cannot be resolved: resourceId: the names do not fit the type>
          [subscription().subscriptionId]       | '00000000-0000-0000-0000-000000000000'
          [subscription().tenantId]             | <[subscription().tenantId] is known only to a deployment>
          [tenant().tenantId]                   | <[tenant().tenantId] is known only to a deployment>
          [resourceGroup().name]                | 'template'
          [resourceGroup().location]            | <[resourceGroup().location] is known only to a deployment>
          [deployment().name]                   | 'template'
          [deployment().properties.templateLink.uri] | <[deployment().properties] is known only to a deployment>
          [environment().suffixes.storage]      | 'core.windows.net'
          [environment().authentication.loginEndpoint] | 'https://login.microsoftonline.com/'
          """)
  void scopes(String expression, String expected) {
    assertThat(TemplateExpressionTest.value(expression)).isEqualTo(expected);
  }

  @Test
  void uniqueString_andGuid_areStableAndShaped() {
    String unique = TemplateExpressionTest.value("[uniqueString(resourceGroup().id)]");
    String guid = TemplateExpressionTest.value("[guid('a', 'b')]");

    assertThat(unique).matches("'[a-z0-9]{13}'");
    assertThat(TemplateExpressionTest.value("[uniqueString(resourceGroup().id)]"))
        .isEqualTo(unique);
    assertThat(guid).matches("'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'");
    assertThat(TemplateExpressionTest.value("[guid('ab')]")).isNotEqualTo(guid);
  }
}

package io.aksguard.evidence.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateExpressionTest {
  private static final String NAMES =
      """
      "parameters": {
        "unset": {"type": "string"},
        "optional": {"type": "string", "nullable": true},
        "Name": {"type": "string", "defaultValue": "aks"},
        "derived": {"type": "string", "defaultValue": "[concat(parameters('name'), '-x')]"},
        "list": {"type": "array", "defaultValue": ["a", "B", "a"]}
      },
      "variables": {
        "object": {"one": 1, "Two": {"three": [10, 20]}, "open": "[parameters('unset')]"},
        "numbers": [3, 1, 2],
        "partly": ["a", "[parameters('unset')]", "c"],
        "a": "[variables('b')]",
        "b": "[concat(variables('a'), 'x')]",
        "literal": "[[not evaluated]",
        "copy": [{"name": "squares", "count": 3,
                  "input": "[mul(copyIndex('squares'), copyIndex('squares', 1))]"}],
        "inside": {"copy": [{"name": "names", "count": 2,
                             "input": {"name": "[format('n{0}', copyIndex('names'))]"}}]}
      },
      "functions": [{"namespace": "My", "members": {
        "twice": {"parameters": [{"name": "text", "type": "string"}],
                  "output": {"type": "string",
                             "value": "[concat(parameters('text'), parameters('text'))]"}},
        "peek": {"parameters": [], "output": {"type": "string",
                             "value": "[parameters('name')]"}},
        "again": {"parameters": [], "output": {"type": "string", "value": "[my.again()]"}}
      }}],
      """;

  static String value(String expression) {
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(expression));
    String resource =
        """
        "resources": [{"type": "A.B/c", "name": "n", "properties": {"v": "%s"}}]}
        """;
    Resolved resolved = TemplateCase.resolve("{" + NAMES + resource.formatted(quoted));
    return TemplateCase.shown(
        resolved.resources().get(0).object("properties").map(p -> p.raw("v")).orElse(null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain                                        | 'plain'
          [[literal]                                   | '[literal]'
          [not closed                                  | '[not closed'
          [variables('literal')]                       | '[not evaluated]'
          ['it''s']                                    | 'it's'
          [ concat ( 'a' , 'b' ) ]                     | 'ab'
          [CONCAT('a', 'b')]                           | 'ab'
          [-5]                                         | -5
          [parameters('NAME')]                         | 'aks'
          [parameters('derived')]                      | 'aks-x'
          [parameters('optional')]                     | null
          [variables('object').two.three[1]]           | 20
          [variables('object')['TWO']['three'][0]]     | 10
          [variables('squares')]                       | [0, 2, 6]
          [variables('inside')]                        | {names: [{name: 'n0'}, {name: 'n1'}]}
          [my.twice('ab')]                             | 'abab'
          [variables('object').?three.?four]           | null
          """)
  void value_ofLanguage(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                   | <[] is not a valid expression: expected a value but found the end at column 2>
          [concat('a']         | <[concat('a'] is not a valid expression: expected ')' but found the end at column 12>
          [concat('a)]         | <[concat('a)] is not a valid expression: the string at column 9 does not end>
          [a b]                | <[a b] is not a valid expression: expected '(' but found 'b' at column 4>
          [add(1, 2) 3]        | <[add(1, 2) 3] is not a valid expression: expected the end but found '3' at column 12>
          [1 + 2]              | <[1 + 2] is not a valid expression: expected the end but found '+' at column 4>
          [add(1, #)]          | <[add(1, #)] is not a valid expression: unexpected '#' at column 9>
          [99999999999999999999] | <[99999999999999999999] is not a valid expression: '99999999999999999999' at column 2 is not an integer>
          [foo('x')]           | <function 'foo' is not supported>
          [cidrSubnet('10.0.0.0/8', 24, 0)] | <function 'cidrSubnet' is not supported>
          [your.foo('x')]      | <function 'your.foo' is not declared>
          [my.peek()]          | <parameter 'name' is not declared>
          [parameters('none')] | <parameter 'none' is not declared>
          [variables('none')]  | <variable 'none' is not declared>
          [variables('object').none] | <[variables('object').none] cannot be resolved: there is no member 'none'>
          [variables('numbers')[3]] | <[variables('numbers')[3]] cannot be resolved: there is no member 3>
          [substring('abc', 2, 5)] | <[substring('abc', 2, 5)] cannot be resolved: substring: the text has 3 characters>
          [add('1', 2)]        | <[add('1', 2)] cannot be resolved: add: argument 1 is not an integer>
          [add(1)]             | <[add(1)] cannot be resolved: add: argument 2 is missing>
          [div(1, 0)]          | <[div(1, 0)] cannot be resolved: div: division by zero>
          [copyIndex()]        | <[copyIndex()] cannot be resolved: copyIndex: it does not stand in that copy loop>
          [json('{')]          | <[json('{')] cannot be resolved: json: the text is not JSON>
          """)
  void gap_ofMistakes(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [parameters('unset')]                             | <parameter 'unset' has no value>
          [concat('a', parameters('unset'))]                | <parameter 'unset' has no value>
          [toLower(parameters('unset'))]                    | <parameter 'unset' has no value>
          [if(true(), 'a', parameters('unset'))]            | 'a'
          [if(equals(parameters('unset'), 'x'), 'a', 'b')]  | <parameter 'unset' has no value>
          [and(empty(parameters('unset')), false())]        | false
          [and(true(), empty(parameters('unset')))]         | <parameter 'unset' has no value>
          [or(empty(parameters('unset')), true())]          | true
          [or(false(), empty(parameters('unset')))]         | <parameter 'unset' has no value>
          [not(empty(parameters('unset')))]                 | <parameter 'unset' has no value>
          [coalesce(null(), 'a', parameters('unset'))]      | 'a'
          [coalesce(variables('object').none, 'a')]         | 'a'
          [coalesce(variables('object').open, 'a')]         | <parameter 'unset' has no value>
          [coalesce(null(), parameters('unset'), 'a')]      | <parameter 'unset' has no value>
          [createArray('a', parameters('unset'))]           | ['a' + <parameter 'unset' has no value>]
          [createObject('a', parameters('unset'), 'b', 1)]  | {a: <parameter 'unset' has no value>, b: 1}
          [variables('object').one]                         | 1
          [variables('object').open]                        | <parameter 'unset' has no value>
          [contains(variables('object'), 'one')]            | true
          [contains(variables('object'), 'open')]           | <parameter 'unset' has no value>
          [union(variables('object'), createObject('open', 'x')).open] | 'x'
          [variables('partly')]                             | ['a', 'c' + <parameter 'unset' has no value>]
          [variables('partly')[2]]                          | <parameter 'unset' has no value>
          [length(variables('partly'))]                     | <parameter 'unset' has no value>
          [empty(variables('partly'))]                      | false
          [contains(variables('partly'), 'c')]              | true
          [contains(variables('partly'), 'd')]              | <parameter 'unset' has no value>
          [concat(variables('partly'), createArray('d'))]   | ['a', 'c', 'd' + <parameter 'unset' has no value>]
          [map(variables('partly'), lambda('x', toUpper(lambdaVariables('x'))))] | ['A', 'C' + <parameter 'unset' has no value>]
          [my.twice(parameters('unset'))]                   | <parameter 'unset' has no value>
          [string(variables('object'))]                     | <parameter 'unset' has no value>
          [reference('x').id]                               | <[reference('x').id] is known only to a deployment>
          [listKeys('x', '2020-01-01').key1]                | <[listKeys('x', '2020-01-01').key1] is known only to a deployment>
          [newGuid()]                                       | <[newGuid()] is known only to a deployment>
          [utcNow('d')]                                     | <[utcNow('d')] is known only to a deployment>
          [variables('a')]                                  | <variable 'a' refers to itself: variable 'a' > variable 'b'>
          """)
  void gap_travelsWhereItMatters(String expression, String expected) {
    assertThat(value(expression)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [my.again()] | deeper than 250
          """)
  void gap_ofEndlessRecursion(String expression, String expected) {
    assertThat(value(expression)).contains(expected);
  }

  @Test
  void line_isThatOfTheTemplate() {
    JsonObject resource =
        TemplateCase.resolve(
                """
                {"variables": {
                   "v": {
                     "a": 1}},
                 "resources": [
                   {"type": "A.B/c", "name": "n",
                    "properties": {"x": "[variables('v')]",
                      "y": {}}}]}
                """)
            .resources()
            .get(0);

    assertThat(resource.origin()).isEqualTo(new Origin("main.json", 5));
    JsonObject properties = resource.object("properties").orElseThrow();
    assertThat(properties.object("x").orElseThrow().line()).isEqualTo(2);
    assertThat(properties.object("x").orElseThrow().path()).isEqualTo("properties.x");
    assertThat(properties.object("y").orElseThrow().line()).isEqualTo(7);
  }
}

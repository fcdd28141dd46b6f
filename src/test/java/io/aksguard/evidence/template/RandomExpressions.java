package io.aksguard.evidence.template;

import java.util.List;
import java.util.Random;

/** Expressions that parse and rarely mean anything. */
final class RandomExpressions {
  private static final List<String> FUNCTIONS =
      List.of(
          ("add,and,array,base64,base64ToJson,base64ToString,bool,coalesce,concat,contains,copyIndex,"
                  + "createArray,createObject,dataUri,dataUriToString,deployment,div,empty,endsWith,"
                  + "environment,equals,extensionResourceId,filter,first,flatten,float,format,greater,"
                  + "greaterOrEquals,groupBy,guid,if,indexFromEnd,indexOf,int,intersection,items,join,"
                  + "json,lambdaVariables,last,lastIndexOf,length,less,lessOrEquals,managementGroup,"
                  + "managementGroupResourceId,map,mapValues,max,min,mod,mul,not,null,objectKeys,or,"
                  + "padLeft,parameters,range,reduce,reference,replace,resourceGroup,resourceId,"
                  + "resourceInfo,shallowMerge,skip,sort,split,startsWith,string,sub,subscription,"
                  + "subscriptionResourceId,substring,take,tenant,tenantResourceId,toLower,toObject,"
                  + "toUpper,trim,true,tryGet,tryIndexFromEnd,union,uniqueString,uri,uriComponent,"
                  + "uriComponentToString,variables,user.fn")
              .split(","));
  private static final List<String> VALUES =
      List.of(
          "1",
          "-1",
          "0",
          "9223372036854775807",
          "''",
          "'a'",
          "'{0}'",
          "'{5:000}{0,9}'",
          "'%'",
          "'A.B/c'",
          "'http://h/p'",
          "true()",
          "null()",
          "createArray()",
          "createArray(3, 1, 2)",
          "createObject('a', 1, 'A', createArray('x'))",
          "parameters('p')",
          "parameters('p').a",
          "parameters('unset')",
          "variables('list')",
          "lambda('x', lambdaVariables('x'))",
          "lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y')))",
          "lambda('x', true())",
          "json('[1.5, null, []]')",
          "json('1e300')");

  private final Random random;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  String next(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return VALUES.get(random.nextInt(VALUES.size()));
    }
    StringBuilder call =
        new StringBuilder(FUNCTIONS.get(random.nextInt(FUNCTIONS.size()))).append('(');
    int arguments = random.nextInt(4);
    for (int i = 0; i < arguments; i++) {
      call.append(i == 0 ? "" : ", ").append(next(depth - 1));
    }
    call.append(')');
    return switch (random.nextInt(8)) {
      case 0 -> call + ".a";
      case 1 -> call + "[" + next(depth - 1) + "]";
      default -> call.toString();
    };
  }
}

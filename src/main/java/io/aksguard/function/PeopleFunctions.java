package io.aksguard.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.aksguard.activity.Approvals;
import io.aksguard.activity.Proposal;
import io.aksguard.activity.Proposals;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import io.aksguard.intent.IntentJson;
import io.aksguard.intent.Phase;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an approver is asked, and decides. */
public final class PeopleFunctions {
  private final Proposals proposals;
  private final Approvals approvals;
  private final Approvers approvers;

  PeopleFunctions(Proposals proposals, Approvals approvals, Approvers approvers) {
    this.proposals = proposals;
    this.approvals = approvals;
    this.approvers = approvers;
  }

  /**
   * Intents that wait for an approval, or are in one of the phases of {@code ?phase=a,b}, each with
   * what would be written; of one cluster with {@code ?cluster=ID}.
   */
  @FunctionName("approvals")
  public HttpResponseMessage approvals(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "approvals")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approvers.answer(request, context, who -> list(request));
  }

  private HttpResponseMessage list(HttpRequestMessage<Optional<String>> request) {
    Map<String, String> query = request.getQueryParameters();
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    for (String word : query.getOrDefault("phase", "awaitingApproval").split(",", -1)) {
      Optional<Phase> phase = Phase.of(word);
      if (phase.isEmpty()) {
        return Problem.of(request, HttpStatus.BAD_REQUEST, "No phase", "there is no phase " + word);
      }
      phases.add(phase.get());
    }
    Optional<ArmId> only = cluster(query);
    if (query.containsKey("cluster") && only.isEmpty()) {
      return noCluster(request);
    }
    Proposals.Listed listed = proposals.in(phases, only);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("intents", listed.proposals().stream().map(Proposal::members).toList());
    found.put("damaged", listed.damaged());
    return Problem.json(request, HttpStatus.OK, found);
  }

  /**
   * What would be done about one control in one cluster, whether a person may approve that now, and
   * if not why: {@code ?cluster=ID&control=ID}. 404 where nobody knows the control.
   */
  @FunctionName("fix")
  public HttpResponseMessage fix(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "fixes")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approvers.answer(request, context, who -> show(request));
  }

  private HttpResponseMessage show(HttpRequestMessage<Optional<String>> request) {
    Map<String, String> query = request.getQueryParameters();
    Optional<ArmId> cluster = cluster(query);
    String control = query.getOrDefault("control", "");
    if (cluster.isEmpty()) {
      return noCluster(request);
    }
    return proposals
        .of(cluster.get(), control)
        .map(found -> Problem.json(request, HttpStatus.OK, found.members()))
        .orElseGet(
            () ->
                Problem.of(
                    request,
                    HttpStatus.NOT_FOUND,
                    "No control",
                    "there is no control '" + control + "'"));
  }

  private static Optional<ArmId> cluster(Map<String, String> query) {
    return ArmId.parse(query.getOrDefault("cluster", ""))
        .filter(id -> id.cluster().equals(Optional.of(id)));
  }

  private static HttpResponseMessage noCluster(HttpRequestMessage<?> request) {
    return Problem.of(
        request,
        HttpStatus.BAD_REQUEST,
        "No cluster",
        "?cluster= is to be a cluster's resource id");
  }

  /**
   * Decides about an intent, with the body {@code {"intent": ID, "decision": "approve"}}, {@code
   * "reject"} or {@code "release"} of one that was given up. 409 where there is nothing to decide
   * any more.
   */
  @FunctionName("decide")
  public HttpResponseMessage decide(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "decisions")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return approvers.answer(request, context, who -> decide(request, who.id()));
  }

  private HttpResponseMessage decide(HttpRequestMessage<Optional<String>> request, String by) {
    Optional<JsonObject> body = Approvers.body(request);
    String intent = body.flatMap(json -> json.string("intent")).orElse("");
    String decision = body.flatMap(json -> json.string("decision")).orElse("");
    String reason = body.flatMap(json -> json.string("reason")).orElse("");
    return switch (decision) {
      case "approve", "reject" ->
          answer(request, approvals.decide(intent, decision.equals("approve"), by, reason));
      case "release" -> answer(request, approvals.release(intent, by));
      default ->
          Problem.of(
              request,
              HttpStatus.BAD_REQUEST,
              "No decision",
              "the body is {\"intent\": ID, \"decision\": \"approve\"}, \"reject\" or \"release\", in JSON");
    };
  }

  private static HttpResponseMessage answer(
      HttpRequestMessage<?> request, Approvals.Decided decided) {
    if (decided instanceof Approvals.Decided.Done done) {
      return Problem.json(request, HttpStatus.OK, IntentJson.members(done.intent()));
    }
    return decided instanceof Approvals.Decided.TooLate late
        ? Problem.of(request, HttpStatus.CONFLICT, "Nothing to decide", late.reason())
        : Problem.of(request, HttpStatus.NOT_FOUND, "No intent", "there is no intent of this id");
  }
}

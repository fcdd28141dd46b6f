package io.aksguard.function;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import io.aksguard.activity.FleetWork;
import io.aksguard.activity.HistoryCut;
import io.aksguard.activity.Review;
import io.aksguard.workflow.Activities;
import io.aksguard.workflow.AuditFleet;
import io.aksguard.workflow.ReviewFleet;
import java.util.Map;

/** The orchestrations over the fleet and their activities. They throw only to be tried again. */
public final class FleetFunctions {
  private final FleetWork work;
  private final HistoryCut historyCut;
  private final Review review;
  private final DurableClients clients;

  FleetFunctions(FleetWork work, HistoryCut historyCut, Review review, DurableClients clients) {
    this.work = work;
    this.historyCut = historyCut;
    this.review = review;
    this.clients = clients;
  }

  /** See {@link AuditFleet}. */
  @FunctionName(AuditFleet.NAME)
  public String auditFleet(
      @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    return AuditFleet.run(context);
  }

  /** See {@link ReviewFleet}. */
  @FunctionName(ReviewFleet.NAME)
  public String reviewFleet(
      @DurableOrchestrationTrigger(name = "context") TaskOrchestrationContext context) {
    return ReviewFleet.run(context);
  }

  /** See {@link FleetWork#sweep}. */
  @FunctionName(Activities.SWEEP)
  public String sweep(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(
        json, request -> Map.of("shards", work.sweep(request.text("kind"), request.text("run"))));
  }

  /** See {@link FleetWork#judge}. */
  @FunctionName(Activities.JUDGE_SHARD)
  public String judgeShard(
      @DurableActivityTrigger(name = "request") String json,
      @DurableClientInput(name = "durable") String durable) {
    return Request.answer(
        json,
        request ->
            Map.of(
                "moved",
                work.judge(
                    request.text("kind"),
                    request.text("run"),
                    Math.toIntExact(request.number("shard")),
                    clients.of(durable))));
  }

  /** See {@link HistoryCut#step}. */
  @FunctionName(Activities.CUT_HISTORY)
  public String cutHistory(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(json, request -> told(historyCut.step(request.text("from"))));
  }

  private static Map<String, ?> told(HistoryCut.Done done) {
    return Map.of(
        "next", done.next(),
        "clusters", done.clusters(),
        "rows", done.rows(),
        "problems", String.join("; ", done.problems()));
  }

  /** See {@link FleetWork#complete}. */
  @FunctionName(Activities.COMPLETE_RUN)
  public String completeRun(
      @DurableActivityTrigger(name = "request") String json,
      @DurableClientInput(name = "durable") String durable) {
    return Request.answer(
        json,
        request -> {
          work.complete(
              request.text("kind"),
              request.text("run"),
              request.text("failed"),
              clients.of(durable));
          return Map.of();
        });
  }

  /** See {@link Review#record}. */
  @FunctionName(Activities.REVIEW)
  public String review(@DurableActivityTrigger(name = "request") String json) {
    return Request.answer(
        json,
        request -> {
          review.record(request.text("run"));
          return Map.of();
        });
  }
}

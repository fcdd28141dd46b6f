package io.aksguard.lab.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.aksguard.cluster.ArmId;
import io.aksguard.cluster.ClusterKey;
import io.aksguard.event.Events;
import io.aksguard.event.GridEvent;
import io.aksguard.event.Received;
import io.aksguard.finding.State;
import io.aksguard.finding.Transition;
import io.aksguard.history.Commit;
import io.aksguard.history.Run;
import io.aksguard.lab.tenant.RaisedEvent;
import io.aksguard.remediation.Fix;
import io.aksguard.remediation.Planned;
import io.aksguard.remediation.Plans;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Somebody makes a bad cluster, and then opens a port. */
final class Trouble {
  private static final String LOCAL_ACCOUNTS = "local-accounts-disabled";
  private static final Set<String> OUR_DOING =
      Set.of(LOCAL_ACCOUNTS, "api-authorized-ips-not-open");
  private static final List<String> PERSONAL =
      List.of("name", "givenname", "surname", "upn", "ipaddr");
  private static final int WIDEST_VALUE = 60;
  static final String SSH = "nsg-no-mgmt-from-internet";

  private final Stage stage;
  private final Clusters clusters;

  Trouble(Stage stage, Clusters clusters) {
    this.stage = stage;
    this.clusters = clusters;
  }

  /** A cluster is created badly, and what follows. */
  void creation(ArmId made) throws IOException, InterruptedException {
    stage.say("Somebody creates %s: local accounts on, API server open to 0.0.0.0/0", made.name());
    long begun = System.nanoTime();
    Instant at = stage.clock().instant();
    clusters.createBadly(made);
    Commit commit = stage.moved(made, 0, each -> each.key().control().equals(LOCAL_ACCOUNTS));
    long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    RaisedEvent event = events(made).get(0);
    GridEvent read = kept(event);
    stage.say(
        "An event about %s has come: %s",
        read.cluster().map(ArmId::name).orElse("?"), event.type());
    stage.narrator.more("its operation is %s", read.operation().orElse("?"));
    personal(event);
    stage.narrator.need(
        events(made).stream().anyMatch(each -> commit.cause().startsWith(kept(each).key())),
        "the commit's cause is %s",
        commit.cause());
    List<Transition> bad =
        stage.ledger.transitions(commit).stream()
            .filter(each -> OUR_DOING.contains(each.key().control()))
            .toList();
    stage.narrator.need(
        bad.size() == 2 && bad.stream().allMatch(Transition::opens), "verdicts are %s", bad);
    stage.say(
        "Judged by %d controls: %d open, %d of them our doing (%d ms of real time from the write)",
        commit.counts().controls(), commit.counts().open(), bad.size(), took);
    bad.forEach(this::verdict);
    chained(commit);
    planned(made, commit);
    JsonNode notice = told(made, "AksGuard.ClusterOnboarded");
    stage.narrator.need(
        notice.at("/data/counts/open").asLong() == commit.counts().open(), "it says %s", notice);
    stage.rest("a creation", at);
    again(event, made);
  }

  /** Shows what is left of an event, and that persons are not. */
  private void personal(RaisedEvent event) {
    String sent = event.eventGrid();
    String kept = kept(event).json();
    stage.narrator.need(
        sent.contains("Jordan Example")
            && !kept.contains("Jordan")
            && !kept.contains("203.0.113.7"),
        "kept is %s",
        kept);
    Set<String> dropped = claims(sent);
    dropped.removeAll(claims(kept));
    stage.narrator.need(dropped.containsAll(PERSONAL), "dropped are %s", dropped);
    stage.narrator.more(
        "of its %d bytes %d are kept; of its sender %s",
        sent.length(), kept.length(), String.join(" and ", claims(kept)));
    stage.narrator.more("not kept: %s", String.join(", ", PERSONAL));
  }

  private static Set<String> claims(String event) {
    Set<String> names = new TreeSet<>();
    Stage.json(event)
        .at("/data/claims")
        .fieldNames()
        .forEachRemaining(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
    return names;
  }

  private GridEvent kept(RaisedEvent event) {
    Received received = Events.read(event.eventGrid(), stage.clock().instant()).get(0);
    stage.narrator.need(received instanceof Received.Event, "it is %s", received);
    return ((Received.Event) received).event();
  }

  /** All events about a cluster, the first one first; a quick creation has raised its end too. */
  private List<RaisedEvent> events(ArmId about) {
    List<RaisedEvent> raised = new ArrayList<>(stage.lab.tenant().eventGrid().raised());
    raised.removeIf(each -> !each.subject().equalsIgnoreCase(about.value()));
    stage.narrator.need(!raised.isEmpty(), "no event about %s", about.name());
    return raised;
  }

  private void verdict(Transition transition) {
    State state = transition.after();
    stage.narrator.need(state != null, "%s is gone", transition.key());
    if (state != null) {
      stage.narrator.more(
          "%s %s (%s): %s",
          state.status(), state.key().control(), state.severity().word(), state.message());
      stage.narrator.more("     at %s = %s", state.path(), narrow(state.value()));
    }
  }

  private static String narrow(String value) {
    return value.length() <= WIDEST_VALUE ? value : value.substring(0, WIDEST_VALUE - 1) + "…";
  }

  private void chained(Commit commit) {
    stage.say(
        "In the ledger: commit #%d of %s, %s, hash %s, previous %s",
        commit.seq(),
        commit.id().name(),
        Narrator.count(commit.transitions(), "transition"),
        shortened(commit.hash()),
        commit.previous().isEmpty() ? "none" : shortened(commit.previous()));
  }

  private static String shortened(String hash) {
    return hash.substring(0, 12);
  }

  /** What would be done about it; nothing is. */
  private void planned(ArmId made, Commit commit) throws InterruptedException {
    ClusterKey key = ClusterKey.of(made);
    Plans plans = new Plans(stage.store().store().plans());
    stage.await("a plan", () -> plans.newest(key, commit.seq(), "").isPresent());
    Planned plan = plans.newest(key, commit.seq(), "").orElseThrow().planned();
    Fix local =
        plan.fixes().stream()
            .filter(fix -> fix.control().equals(LOCAL_ACCOUNTS))
            .findFirst()
            .orElseThrow();
    long people = plan.fixes().stream().filter(fix -> fix.hold().guard().equals("person")).count();
    stage.narrator.need(
        plan.fixes().stream().flatMap(fix -> fix.subjects().stream()).count()
            == commit.counts().open() + commit.counts().waived(),
        "the plan is %s",
        plan);
    stage.say(
        "Planned: %d fixes, %d of them for people alone, the others in %d calls",
        plan.fixes().size(), people, plan.writes().size());
    stage.narrator.more(
        "%s: %s, %s; %s",
        local.control(), local.decision().mode(), local.impact(), local.hold().sentence());
    plan.writes().stream()
        .filter(write -> write.resource().equals(made))
        .flatMap(write -> write.edits().stream().limit(3))
        .forEach(
            edit ->
                stage.narrator.more(
                    "%s %s for %s",
                    edit.operation().op(), edit.operation().path(), edit.control()));
  }

  private JsonNode told(ArmId about, String type) throws InterruptedException {
    JsonNode notice = stage.notice(about, type);
    stage.say(
        "The topic has %s, id %s: %s",
        type, shortened(notice.path("id").asText()), Notices.text(notice));
    return notice;
  }

  private void again(RaisedEvent event, ArmId about) throws IOException, InterruptedException {
    long seq = stage.seq(about);
    int told = stage.notices().size();
    int status = stage.host().post("onResourceChanged", event.cloudEvent());
    stage.narrator.need(status == 202, "the duplicate is answered %d", status);
    stage.lab.clock().runUntilQuiet();
    stage.narrator.need(
        stage.seq(about) == seq && stage.notices().size() == told, "a duplicate was recorded");
    stage.say(
        "Event Grid delivers that event again (in the other schema): %d, no commit, no notice",
        status);
  }

  /** A port is opened, while Resource Graph does not know it yet. */
  void port(ArmId model, ArmId made) throws IOException, InterruptedException {
    stage.say("Somebody opens SSH to the internet in the security group of both clusters' nodes");
    long before = stage.seq(model);
    long also = stage.seq(made);
    clusters.openSsh();
    Commit commit = stage.moved(model, before, ofSsh());
    stage.moved(made, also, ofSsh());
    List<Transition> opened = stage.ledger.transitions(commit).stream().filter(ofSsh()).toList();
    stage.narrator.need(
        opened.size() == 1 && opened.get(0).opens(), "verdicts are %s", commit.transitions());
    stage.say(
        "%s and %s use it: both were read directly and judged again", model.name(), made.name());
    verdict(opened.get(0));
    chained(commit);
    told(model, "AksGuard.FindingsOpened");
    lag(model, made);
  }

  static Predicate<Transition> ofSsh() {
    return each -> each.key().control().equals(SSH);
  }

  /** An audit by rows that are 30 seconds old changes nothing. */
  private void lag(ArmId model, ArmId made) throws IOException, InterruptedException {
    long before = stage.seq(model) + stage.seq(made);
    int told = stage.notices().size();
    String audit = stage.http("POST", "audits", "").body();
    String instance = Stage.json(audit).path("instance").asText();
    String id = instance.substring(instance.indexOf('-') + 1);
    stage.await("the end of " + instance, () -> ended(id));
    stage.await("an empty inbox", () -> stage.waiting().isEmpty());
    Run run = stage.runs.find("audit", id).orElseThrow();
    stage.narrator.need(run.moved() >= 2, "Resource Graph was not behind: moved %d", run.moved());
    stage.narrator.need(
        stage.seq(model) + stage.seq(made) == before && stage.notices().size() == told,
        "the sweep has flapped");
    stage.say(
        "An audit meanwhile: Resource Graph is behind, so %d clusters look better than recorded;",
        run.moved());
    stage.narrator.more(
        "each was read directly before anything was recorded: no commit, no notice");
  }

  private boolean ended(String run) {
    return stage.runs.find("audit", run).flatMap(Run::completedAt).isPresent();
  }
}

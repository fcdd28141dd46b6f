package io.aksguard.adapter.graph;

import io.aksguard.adapter.arm.Answer;
import io.aksguard.adapter.arm.Ask;
import io.aksguard.adapter.arm.Reads;
import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Resource;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.input.Page;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of every fleet: Resource Graph has the fleets, and ARM their members. */
final class Fleets {
  private static final String FLEET = "microsoft.containerservice/fleets";
  private static final String MEMBER = FLEET + "/members";

  private final GraphClient graph;
  private final Routes routes;
  private final Shards shards;

  Fleets(GraphClient graph, Routes routes, Shards shards) {
    this.graph = graph;
    this.routes = routes;
    this.shards = shards;
  }

  /**
   * @param blind why fleets of some subscriptions are not seen; null where all are
   * @return why members may be missing; null where all came
   */
  @Nullable Gap read(Reads reads, @Nullable Gap blind) {
    Answer fleets = graph.all("resources", List.of(FLEET), "");
    List<Gap> gaps = new ArrayList<>();
    fleets.missing().ifPresent(gaps::add);
    if (blind != null) {
      gaps.add(blind);
    }
    for (JsonObject fleet : fleets.resources()) {
      reads.ask(
          Ask.list(fleet.string("id").orElse("") + "/members", MEMBER),
          answer -> {
            // Resource Graph still shows a fleet that is gone, and its members with it.
            if (!(answer instanceof Answer.Absent)) {
              answer.missing().ifPresent(gaps::add);
            }
            members(answer);
          });
    }
    reads.run();
    Gap gap = gaps.isEmpty() ? null : gaps.get(0);
    shards.write(
        routes.all(),
        Page.of(Source.ARM, fleets.askedAt(), List.of(), new Page.Ended(MEMBER, "/", gap)));
    return gap;
  }

  private void members(Answer answer) {
    Map<Integer, List<JsonObject>> byShard = new LinkedHashMap<>();
    for (JsonObject member : answer.resources()) {
      Optional<ArmId> id = member.string("id").flatMap(ArmId::parse);
      BitSet to =
          id.map(own -> routes.about(new Resource(own, MEMBER, member, answer.askedAt())))
              .orElse(new BitSet());
      to.stream().forEach(n -> byShard.computeIfAbsent(n, k -> new ArrayList<>()).add(member));
    }
    byShard.forEach((n, some) -> shards.write(n, Page.of(Source.ARM, answer.askedAt(), some)));
  }
}

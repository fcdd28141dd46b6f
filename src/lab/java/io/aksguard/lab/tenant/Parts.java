package io.aksguard.lab.tenant;

import java.time.Clock;
import java.time.Duration;

/** Everything behind the endpoints, put together once. */
record Parts(
    String tenantId,
    String endpoint,
    TenantOptions options,
    Clock clock,
    Chance chance,
    State state,
    Changes changes,
    EventGrid eventGrid,
    Events events,
    Activity activity,
    Writer writer,
    Operations operations,
    Progress progress,
    Releases releases,
    ApiVersions versions,
    Access access,
    Groups groups,
    Lists lists,
    Clusters clusters,
    AgentPools pools,
    Etags etags,
    Entra entra,
    Limits limits,
    AksLimits aksLimits) {

  static Parts of(String tenantId, String endpoint, TenantOptions options, Clock clock) {
    Chance chance = new Chance(options.seed());
    Duration memory = options.graphLag().multipliedBy(2).plusMinutes(1);
    State state = new State(clock, memory);
    Changes changes = new Changes(clock, chance);
    EventGrid eventGrid = new EventGrid(clock, chance);
    Events events = new Events(eventGrid, clock, chance, tenantId);
    Activity activity = new Activity(clock);
    Writer writer = new Writer(state, changes, events, activity);
    Operations operations = new Operations(clock, chance);
    Releases releases = new Releases(state);
    Groups groups = new Groups(state, tenantId);
    Progress progress = new Progress(state, writer, operations, clock, options.operation());
    Clusters clusters = new Clusters(state, writer, operations, releases, chance, progress);
    AgentPools pools =
        new AgentPools(state, writer, events, operations, releases, clusters, chance, progress);
    return new Parts(
        tenantId,
        endpoint,
        options,
        clock,
        chance,
        state,
        changes,
        eventGrid,
        events,
        activity,
        writer,
        operations,
        progress,
        releases,
        new ApiVersions(clock),
        new Access(groups),
        groups,
        new Lists(state, groups, endpoint, options.pageSize()),
        clusters,
        pools,
        new Etags(options.withoutEtag(), options.seed()),
        new Entra(tenantId, endpoint),
        new Limits(clock, System::nanoTime),
        new AksLimits(clock, state, options.aksWrites()));
  }
}

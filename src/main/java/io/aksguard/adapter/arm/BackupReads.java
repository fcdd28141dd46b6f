package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster's backup. Azure Backup reaches a cluster only through a trusted access binding, which
 * names the vault, so the bindings tell where to look.
 */
public final class BackupReads {
  private static final String VAULT = "microsoft.dataprotection/backupvaults";
  private static final String INSTANCE = VAULT + "/backupinstances";
  private static final String JOB = VAULT + "/backupjobs";

  private final Reads reads;
  private final ArmId id;
  private final Ends instances = new Ends("backup instances");
  private final Ends jobs = new Ends("backup jobs");
  private int open;

  BackupReads(Reads reads, ArmId id) {
    this.reads = reads;
    this.id = id;
  }

  /** Goes on from the cluster's trusted access bindings. */
  void follow(Answer bindings) {
    instances.note(bindings);
    jobs.note(bindings);
    Collection<ArmId> vaults = vaults(bindings.resources());
    open = vaults.size();
    vaults.forEach(this::vault);
    end();
  }

  /** The backup vaults that trusted access bindings name. */
  public static Collection<ArmId> vaults(List<JsonObject> bindings) {
    Map<String, ArmId> vaults = new TreeMap<>();
    for (JsonObject binding : bindings) {
      binding
          .object("properties")
          .flatMap(p -> p.string("sourceResourceId"))
          .flatMap(ArmId::parse)
          .filter(source -> source.type().equals(Optional.of(VAULT)))
          .ifPresent(vault -> vaults.put(vault.key(), vault));
    }
    return vaults.values();
  }

  private void vault(ArmId vault) {
    reads.resource(vault, answer -> {});
    reads.part(
        Ask.list(vault + "/backupInstances", INSTANCE),
        this::own,
        answer -> {
          // A binding may outlive its vault.
          instances.noteUnlessAbsent(answer);
          jobs.noteUnlessAbsent(answer);
          if (!own(answer.resources()).isEmpty()) {
            open++;
            reads.part(
                Ask.list(vault + "/backupJobs", JOB),
                this::own,
                read -> {
                  jobs.note(read);
                  open--;
                  end();
                });
          }
          open--;
          end();
        });
  }

  private void end() {
    if (open == 0) {
      reads.ended(INSTANCE, id.value(), instances);
      reads.ended(JOB, id.value(), jobs);
    }
  }

  private List<JsonObject> own(List<JsonObject> all) {
    return all.stream().filter(this::isOwn).toList();
  }

  private boolean isOwn(JsonObject resource) {
    Optional<JsonObject> properties = resource.object("properties");
    return List.of(
            properties
                .flatMap(p -> p.object("dataSourceInfo"))
                .flatMap(s -> s.string("resourceID"))
                .orElse(""),
            properties.flatMap(p -> p.string("dataSourceId")).orElse("-"))
        .stream()
        .anyMatch(source -> source.toLowerCase(Locale.ROOT).equals(id.key()));
  }
}

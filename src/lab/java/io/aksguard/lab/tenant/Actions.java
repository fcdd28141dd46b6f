package io.aksguard.lab.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** ARM's POST actions. */
final class Actions {
  private static final Set<String> LONG =
      Set.of(
          "start",
          "stop",
          "rotateclustercertificates",
          "rotateserviceaccountsigningkeys",
          "resetaadprofile");

  private static final String BACKUP_INSTANCE =
      "microsoft.dataprotection/backupvaults/backupinstances";

  private final Locks locks;
  private final Operations operations;
  private final Clusters clusters;
  private final AgentPools pools;
  private final Writer writer;
  private final Progress progress;
  private final Polling polling;
  private final PolicyStates policyStates;

  Actions(Parts parts) {
    this.locks = new Locks(parts.state());
    this.operations = parts.operations();
    this.clusters = parts.clusters();
    this.pools = parts.pools();
    this.writer = parts.writer();
    this.progress = parts.progress();
    this.polling = new Polling(parts.endpoint());
    this.policyStates = new PolicyStates(parts.state(), parts.lists());
  }

  Answer handle(Request request, Target target, Write write) {
    if (target.type().equals(PolicyStates.TYPE + "/queryresults")) {
      return policyStates.query(request, target.scope());
    }
    Target on =
        target
            .parent()
            .filter(parent -> target.isCollection())
            .orElseThrow(
                () -> new RefusedException(405, "HttpMethodNotAllowed", "POST is no action here."));
    String verb = Target.key(target.lastType());
    locks.check(on.id(), false);
    return switch (on.type()) {
      case Clusters.TYPE -> cluster(on, verb, write);
      case AgentPools.TYPE -> pool(on, verb, write);
      case BACKUP_INSTANCE -> backup(on, verb, write);
      default -> throw unknown(verb);
    };
  }

  private Answer cluster(Target on, String verb, Write write) {
    ObjectNode body = clusters.existing(on.id());
    if (LONG.contains(verb)) {
      return polling.located(on, clusters.act(on.id(), verb, write));
    }
    return switch (verb) {
      case "listclusterusercredential" -> {
        writer.tell(on.id(), write);
        yield Answer.json(200, kubeconfig(on, body));
      }
      case "listclusteradmincredential" -> {
        if (body.at("/properties/disableLocalAccounts").asBoolean()) {
          throw new RefusedException(
              400,
              "BadRequest",
              "Getting static credential is not allowed: local accounts are disabled.");
        }
        writer.tell(on.id(), write);
        yield Answer.json(200, kubeconfig(on, body));
      }
      case "abort" -> abort(on);
      default -> throw unknown(verb);
    };
  }

  private Answer pool(Target on, String verb, Write write) {
    return switch (verb) {
      case "upgradenodeimageversion" -> polling.located(on, pools.upgradeImage(on, write));
      case "abort" -> abort(on);
      default -> throw unknown(verb);
    };
  }

  /** Protection that was stopped, or whose schedules were suspended, goes on. */
  private Answer backup(Target on, String verb, Write write) {
    if (!verb.equals("resumeprotection") && !verb.equals("resumebackups")) {
      throw unknown(verb);
    }
    ObjectNode instance = clusters.existing(on.id()).deepCopy();
    return polling.located(
        on, progress.run(on.id(), instance, "Updating", write, Actions::isProtected));
  }

  private static void isProtected(ObjectNode instance) {
    ObjectNode properties = Json.under(instance, "properties");
    properties.put("currentProtectionState", "ProtectionConfigured");
    Json.under(properties, "protectionStatus").put("status", "ProtectionConfigured");
  }

  /** What was running ends canceled, with the new properties in place, as AKS leaves them. */
  private Answer abort(Target on) {
    if (!operations.cancel(on.id())) {
      throw new RefusedException(409, "OperationNotAllowed", "Nothing is in progress.");
    }
    return Answer.of(204);
  }

  /** Server and exec stanza only: no secret is in the kubeconfig of a cluster with Entra. */
  private static ObjectNode kubeconfig(Target on, ObjectNode cluster) {
    String config =
        "apiVersion: v1\nkind: Config\nclusters:\n- name: "
            + on.name()
            + "\n  cluster: {server: 'https://"
            + cluster.at("/properties/fqdn").asText(on.name() + ".invalid")
            + ":443'}\n";
    ObjectNode answer = Json.object();
    answer
        .putArray("kubeconfigs")
        .addObject()
        .put("name", "clusterUser")
        .put("value", Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8)));
    return answer;
  }

  private static RefusedException unknown(String verb) {
    return new RefusedException(404, "InvalidResourceType", "No such action: " + verb);
  }
}

#!/bin/sh
# Exports what aks-guard reads of one subscription into a directory, for `audit --input DIRECTORY`.
#
#   export.sh SUBSCRIPTION_ID DIRECTORY
#
# Needs az, signed in, and a role that may read the subscription (Reader is enough); changes nothing.
# A command that fails makes its section a gap in snapshot.json: unknown, not absent.
set -u

if [ $# -ne 2 ]; then
  echo "usage: $0 SUBSCRIPTION_ID DIRECTORY" >&2
  exit 2
fi
id=$1
out=$2
if [ -e "$out/snapshot.json" ]; then
  echo "$0: there is an export in $out already" >&2
  exit 2
fi
mkdir -p "$out" || exit 2
arm=$(az cloud show --query endpoints.resourceManager --output tsv) || exit 2
arm=${arm%/}
sub=/subscriptions/$id
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
: >"$work/gaps"
started=$(date -u +%Y-%m-%dT%H:%M:%SZ)

# note SECTION WHAT: the command that just failed has left its message in $work/error.
note() {
  reason=$(tr '\n\t' '  ' <"$work/error" | tr -d '\000-\037\177"\\' | cut -c 1-160)
  echo "$2: $reason" >&2
  printf '%s\t%s: %s\n' "$1" "$2" "$reason" >>"$work/gaps"
}

# save SECTION FILE COMMAND...: the command's answer, or a gap and no file.
save() {
  section=$1
  file=$2
  shift 2
  if ! "$@" --output json >"$out/$file" 2>"$work/error" </dev/null; then
    rm -f "$out/$file"
    note "$section" "$file"
  fi
}

# get SECTION FILE ID API-VERSION: one GET. ARM's lists of these kinds fit one page.
get() {
  save "$1" "$2" az rest --method get --url "$arm$3?api-version=$4"
}

# graph SECTION NAME QUERY: all pages of a Resource Graph query, each a file without the mark of the next.
graph() {
  page=1
  token=
  while :; do
    options='"$top": 1000'
    [ -z "$token" ] || options="$options, \"\$skipToken\": \"$token\""
    body="{\"subscriptions\": [\"$id\"], \"query\": \"$3\", \"options\": {$options}}"
    if ! az rest --method post --url "$arm/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01" \
      --body "$body" --output json >"$work/page" 2>"$work/error" </dev/null; then
      note "$1" "$2-$page.json"
      return
    fi
    token=$(sed -n 's/^  "$skipToken": *"\([^"]*\)".*/\1/p' "$work/page")
    sed -e 's/^  "$skipToken": *"[^"]*"/  "$skipToken": ""/' \
      -e 's/^  "totalRecords": *[0-9]*/  "totalRecords": 0/' \
      -e 's/^  "resultTruncated": *"true"/  "resultTruncated": "false"/' "$work/page" >"$out/$2-$page.json"
    [ -n "$token" ] || return
    page=$((page + 1))
  done
}

# ids SECTION TYPE: the ids of the resources of a type, one a line.
ids() {
  az resource list --subscription "$id" --resource-type "$2" --query "[].id" --output tsv 2>"$work/error" </dev/null ||
    note "$1" "ids of $2"
}

aks=Microsoft.ContainerService
get cluster clusters.json "$sub/providers/$aks/managedClusters" 2026-08-01
if [ ! -s "$out/clusters.json" ]; then
  echo "$0: the clusters could not be listed" >&2
  exit 1
fi
graph access subscription "resourcecontainers | where type =~ 'microsoft.resources/subscriptions'"
graph network networks "resources | where type in~ ('microsoft.network/virtualnetworks', 'microsoft.network/networksecuritygroups', 'microsoft.network/applicationgateways', 'microsoft.network/applicationgatewaywebapplicationfirewallpolicies', 'microsoft.network/networkwatchers/flowlogs') | order by id asc"
graph registries registries "resources | where type =~ 'microsoft.containerregistry/registries' | order by id asc"
graph vaults vaults "resources | where type =~ 'microsoft.keyvault/vaults' | order by id asc"
graph backup backup-vaults "resources | where type =~ 'microsoft.dataprotection/backupvaults' | order by id asc"
graph backup backup "recoveryservicesresources | where type in~ ('microsoft.dataprotection/backupvaults/backupinstances', 'microsoft.dataprotection/backupvaults/backupjobs') | order by id asc"
graph alerts alerts "resources | where type in~ ('microsoft.insights/metricalerts', 'microsoft.alertsmanagement/prometheusrulegroups') | order by id asc"
graph defender assessments "securityresources | where type =~ 'microsoft.security/assessments' | where id contains '/managedclusters/' or id contains '/registries/' | order by id asc"
graph changes changes "resourcechanges | where tostring(properties.targetResourceType) =~ 'microsoft.containerservice/managedclusters' | order by id asc"
get defender defender-plans.json "$sub/providers/Microsoft.Security/pricings" 2024-01-01
get locks locks.json "$sub/providers/Microsoft.Authorization/locks" 2020-05-01
get policy policy-assignments.json "$sub/providers/Microsoft.Authorization/policyAssignments" 2022-06-01
get policy policy-exemptions.json "$sub/providers/Microsoft.Authorization/policyExemptions" 2022-07-01-preview
save policy policy-states.json az policy state list --subscription "$id" \
  --filter "resourceType eq 'Microsoft.ContainerService/managedClusters'"
save access role-assignments.json az role assignment list --subscription "$id" --all
save access role-assignments-inherited.json az role assignment list --subscription "$id" --scope "$sub" --include-inherited

n=0
: >"$work/workspaces"
az aks list --subscription "$id" --query "[].[id, location]" --output tsv >"$work/clusters" 2>"$work/error" </dev/null ||
  note cluster "ids of clusters"
while read -r cluster location; do
  n=$((n + 1))
  name=$n-${cluster##*/}
  insights=$cluster/providers/Microsoft.Insights/diagnosticSettings
  get maintenance "maintenance-$name.json" "$cluster/maintenanceConfigurations" 2026-08-01
  get versions "upgrades-$name.json" "$cluster/upgradeProfiles/default" 2026-08-01
  get access "trusted-access-$name.json" "$cluster/trustedAccessRoleBindings" 2026-08-01
  get diagnostics "diagnostics-$name.json" "$insights" 2021-05-01-preview
  get policy "safeguards-$name.json" "$cluster/providers/$aks/deploymentSafeguards" 2025-07-01
  get extensions "extensions-$name.json" "$cluster/providers/Microsoft.KubernetesConfiguration/extensions" 2023-05-01
  get extensions "flux-$name.json" "$cluster/providers/Microsoft.KubernetesConfiguration/fluxConfigurations" 2023-05-01
  save changes "activity-$name.json" az monitor activity-log list --subscription "$id" --resource-id "$cluster" \
    --offset 89d --max-events 5000 \
    --query "[].{eventTimestamp: eventTimestamp, operationName: operationName, status: status, resourceId: resourceId}"
  az rest --method get --url "$arm$insights?api-version=2021-05-01-preview" \
    --query "value[].properties.workspaceId" --output tsv >>"$work/workspaces" 2>/dev/null </dev/null
  for pool in $(az rest --method get --url "$arm$cluster/agentPools?api-version=2026-08-01" \
    --query "value[].name" --output tsv 2>/dev/null </dev/null); do
    get versions "upgrades-$name-$pool.json" "$cluster/agentPools/$pool/upgradeProfiles/default" 2026-08-01
  done
  place=$(printf %s "$location" | tr -d ' ' | tr '[:upper:]' '[:lower:]')
  [ -e "$out/mesh-$place.json" ] ||
    get versions "mesh-$place.json" "$sub/providers/$aks/locations/$place/meshRevisionProfiles" 2026-08-01
done <"$work/clusters"

n=0
sort -fu "$work/workspaces" | while read -r workspace; do
  n=$((n + 1))
  get diagnostics "workspace-$n.json" "$workspace" 2023-09-01
  get diagnostics "workspace-tables-$n.json" "$workspace/tables" 2023-09-01
done
n=0
ids registries Microsoft.ContainerRegistry/registries >"$work/registries"
while read -r registry; do
  n=$((n + 1))
  get registries "registry-tokens-$n.json" "$registry/tokens" 2023-07-01
  get registries "registry-replications-$n.json" "$registry/replications" 2023-07-01
done <"$work/registries"
n=0
ids vaults Microsoft.KeyVault/vaults >"$work/vaults"
while read -r vault; do
  n=$((n + 1))
  get vaults "vault-keys-$n.json" "$vault/keys" 2023-07-01
  get vaults "vault-secrets-$n.json" "$vault/secrets" 2023-07-01
done <"$work/vaults"
n=0
ids network Microsoft.Network/applicationGateways >"$work/gateways"
while read -r gateway; do
  n=$((n + 1))
  get network "gateway-diagnostics-$n.json" "$gateway/providers/Microsoft.Insights/diagnosticSettings" 2021-05-01-preview
done <"$work/gateways"
n=0
ids fleet "$aks/fleets" >"$work/fleets"
while read -r fleet; do
  n=$((n + 1))
  get fleet "fleet-members-$n.json" "$fleet/members" 2025-03-01
done <"$work/fleets"

complete=
gaps=
for section in cluster pools maintenance versions diagnostics network access locks policy defender registries vaults \
  backup alerts extensions fleet changes; do
  reason=$(awk -F '\t' -v section="$section" '$1 == section { print $2; exit }' "$work/gaps")
  if [ -z "$reason" ]; then
    complete="$complete${complete:+, }\"$section\""
  else
    gaps="$gaps${gaps:+,}
    {\"section\": \"$section\", \"reason\": \"$reason\"}"
  fi
done
cat >"$out/snapshot.json" <<END
{
  "schema": "aks-guard/snapshot/v1",
  "observedAt": "$started",
  "complete": [$complete],
  "gaps": [$gaps${gaps:+
  }]
}
END
echo "exported to $out; sections that could not be read in full: $(cut -f 1 "$work/gaps" | sort -u | tr '\n' ' ')" >&2

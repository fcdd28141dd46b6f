#!/bin/sh
# Deploys AKS Guard in two phases: the app with all it needs, then (once its functions are there) what they hear of.
#
#   deploy.sh --subscription ID --location LOCATION [--audit ID,ID...] [--management-group NAME] [--name NAME]
#             [--subnet ID] [--remediation role|assigned] [--sign-in CLIENT_ID] [--parameters NAME=VALUE|FILE]...
#             [--lock-anchors] [--what-if]
#
# --subscription      where AKS Guard itself lies
# --audit             the subscriptions whose clusters are audited; default: that one
# --management-group  rights for all of its subscriptions, and audits of all; events come from those in --audit
# --remediation       makes the role AKS Guard Remediator, or also gives it to the app; wanted again each time
# --sign-in           the app registration that people sign in to for approvals; wanted again each time
# --parameters        further parameters of main.bicep, or a JSON file of them; wanted again each time
# --lock-anchors      makes the immutability of anchors final, for good
# --what-if           prints the commands and runs none
#
# Run it again after each change, and when clusters or registries were added. src/docs/deploy.md tells the rest.
set -eu

name=aksguard
subscription=
location=
audit=
group=
subnet=
remediation=off
signin=
lock=
whatif=
usage() {
  sed -n 's/^# \{0,1\}//; 4,6p' "$0" >&2
  exit 2
}
# Parameters are kept behind the arguments that are left: in the end they alone are "$@".
left=$#
while [ $left -gt 0 ]; do
  case $1 in
    --what-if) whatif=yes ;;
    --lock-anchors) lock=yes ;;
    --subscription | --location | --audit | --management-group | --name | --subnet | --remediation | --sign-in | --parameters)
      [ $left -ge 2 ] || usage
      case $1 in
        --subscription) subscription=$2 ;;
        --location) location=$2 ;;
        --audit) audit=$2 ;;
        --management-group) group=$2 ;;
        --name) name=$2 ;;
        --subnet) subnet=$2 ;;
        --remediation) remediation=$2 ;;
        --sign-in) signin=$2 ;;
        --parameters) set -- "$@" "$2" ;;
      esac
      shift
      left=$((left - 1))
      ;;
    *) usage ;;
  esac
  shift
  left=$((left - 1))
done
if [ -z "$subscription" ] || [ -z "$location" ]; then
  usage
fi
audit=${audit:-$subscription}
case $audit in
  *[!0-9A-Za-z,-]*) usage ;;
esac
exec 3>&1
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
package=$root/target/azure-functions/aks-guard
archive=$root/target/aks-guard.zip
pause=${DEPLOY_PAUSE_SECONDS:-20}

# quoted ARGUMENT...: as one would type them.
quoted() {
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_./:=,@-]*) printf "'%s' " "$(printf %s "$word" | sed "s/'/'\\\\''/g")" ;;
      *) printf '%s ' "$word" ;;
    esac
  done
  echo
}

# run COMMAND...: runs it, or prints it.
run() {
  if [ -n "$whatif" ]; then
    quoted "$@" >&3
  else
    "$@"
  fi
}

# value PLACEHOLDER COMMAND...: what it answers, or the placeholder.
value() {
  placeholder=$1
  shift
  if [ -n "$whatif" ]; then
    quoted "$@" >&3
    echo "<$placeholder>"
  else
    "$@"
  fi
}

# output NAME: an output of phase 1.
output() {
  value "$1" az deployment sub show --subscription "$subscription" --name "$name-app" \
    --query "properties.outputs.$1.value" --output tsv
}

# again COMMAND...: rights of a new identity take minutes to be known everywhere.
again() {
  try=1
  until run "$@"; do
    [ $try -lt 10 ] || return 1
    try=$((try + 1))
    sleep "$pause"
  done
}

subscriptions=$(printf %s "$audit" | sed 's/,/", "/g; s/^/["/; s/$/"]/')

if [ -z "$whatif" ] && [ ! -f "$package/host.json" ]; then
  echo "$0: there is no package in $package: run mvn package first" >&2
  exit 2
fi

echo "# are the anchors locked? Then their policy is left out: it takes no change any more"
locked=false
ledger=$(value ledger az storage account list --subscription "$subscription" \
  --query "[?resourceGroup=='$name-app' && starts_with(name, '${name}l')].name" --output tsv)
if [ -n "$ledger" ]; then
  # A deployment that stopped half-way has left no policy. Where there is one all the same, phase 1 fails and says so.
  state=$(value state az storage container immutability-policy show --subscription "$subscription" \
    --resource-group "$name-app" --account-name "$ledger" --container-name anchors --query state --output tsv) ||
    echo "$0: the anchors' policy could not be read: taken as not locked" >&2
  if [ "$state" = Locked ]; then
    locked=true
  elif [ -n "$whatif" ]; then
    locked='<true where Locked>'
  fi
fi

echo "# phase 1: the app"
# What the options say comes last and so prevails: the rest of this script goes by it.
run az deployment sub create --subscription "$subscription" --location "$location" --name "$name-app" \
  --template-file "$here/main.bicep" --output none \
  --parameters "$@" name="$name" subscriptions="$subscriptions" managementGroup="$group" subnet="$subnet" \
  lockedAnchors="$locked" signIn="$signin" remediation="$remediation"
appGroup=$(output group)
appName=$(output appName)
appId=$(output appId)
hostId=$(output hostId)
eventsIdentity=$(output eventsIdentity)
if [ -n "$group" ]; then
  principal=$(output principalId)
  run az deployment mg create --management-group-id "$group" --location "$location" --name "$name-auditor" \
    --template-file "$here/managementgroup.bicep" --output none \
    --parameters principalId="$principal" remediation="$remediation"
fi

echo "# the package"
if [ -z "$whatif" ]; then
  rm -f "$archive"
fi
# Not local.settings.json: it is for developers.
(
  if [ -z "$whatif" ]; then
    cd "$package"
    set -- $(ls | grep -v '^local\.settings\.json$')
  else
    set -- '<package>'
  fi
  run jar --create --no-manifest --file "$archive" "$@"
)
again az functionapp deployment source config-zip --subscription "$subscription" --resource-group "$appGroup" \
  --name "$appName" --src "$archive" --output none

echo "# wait for the functions"
try=1
for function in onResourceChanged onPolicyStateChanged onAksEvent onImagePushed; do
  until value "$function" az functionapp function list --subscription "$subscription" --resource-group "$appGroup" \
    --name "$appName" --query "[].name" --output tsv | grep -q "$function"; do
    if [ $try -ge 30 ]; then
      echo "$0: the app has no function $function: see its log stream" >&2
      exit 1
    fi
    try=$((try + 1))
    sleep "$pause"
  done
  [ -z "$whatif" ] || break
done

# events SUBSCRIPTION CLUSTERS REGISTRIES DEAD-LETTERS
events() {
  run az deployment sub create --subscription "$1" --location "$location" --name "$name-events" \
    --template-file "$here/events.bicep" --output none \
    --parameters name="$name" functionApp="$appId" deadLetterAccount="$hostId" eventsIdentity="$eventsIdentity" \
    clusters="$2" registries="$3" globalDeadLetters="$4"
}

echo "# phase 2: events"
for one in $(printf %s "$audit" | tr ',' ' '); do
  clusters=$(value clusters az aks list --subscription "$one" --query "[].{id: id, location: location}" --output json)
  registries=$(value registries az acr list --subscription "$one" --query "[].{id: id, location: location}" \
    --output json)
  if [ -n "$whatif" ]; then
    events "$one" "$clusters" "$registries" true
    continue
  fi
  log=$(mktemp)
  if ! events "$one" "$clusters" "$registries" true 2>"$log"; then
    cat "$log" >&2
    grep -q 'identity is unavailable' "$log" || exit 1
    echo "$0: $one: Event Grid gives topics in location global no identity: those go without dead letters" >&2
    events "$one" "$clusters" "$registries" false
  fi
  rm -f "$log"
done

if [ -n "$lock" ] && [ "$locked" = true ]; then
  echo "# the anchors are locked already"
elif [ -n "$lock" ]; then
  echo "# lock the anchors"
  ledger=$(output ledgerName)
  etag=$(value etag az storage container immutability-policy show --subscription "$subscription" \
    --resource-group "$appGroup" --account-name "$ledger" --container-name anchors --query etag --output tsv)
  run az storage container immutability-policy lock --subscription "$subscription" --resource-group "$appGroup" \
    --account-name "$ledger" --container-name anchors --if-match "$etag" --output none
fi

// Phase 2, once a subscription: what the functions hear of. A system topic lies in the subscription of its source.
targetScope = 'subscription'

param name string = 'aksguard'
param location string = deployment().location

@description('Id of the Function App; its functions must be there already.')
param functionApp string

@description('Id of the storage account with the container deadletters.')
param deadLetterAccount string

@description('Id of the identity that writes dead letters.')
param eventsIdentity string

@description('Whether topics in location global get the identity, and so dead letters.')
param globalDeadLetters bool = true

@description('The subscription\'s clusters, as {id, location}.')
param clusters array = []

@description('The subscription\'s registries, as {id, location}.')
param registries array = []

var globalIdentity = globalDeadLetters ? eventsIdentity : ''

// What belongs to clusters, by the beginning of the operation. Event Grid compares without case, and takes 25 values in all:
// these and those of unwatched are as many.
var watched = [
  'Microsoft.ContainerService/managedClusters/'
  'Microsoft.ContainerService/deploymentSafeguards/'
  'Microsoft.ContainerService/fleets/'
  'Microsoft.Insights/diagnosticSettings/'
  'Microsoft.Insights/metricAlerts/'
  'Microsoft.AlertsManagement/prometheusRuleGroups/'
  'Microsoft.OperationalInsights/workspaces/'
  'Microsoft.Network/networkSecurityGroups/'
  'Microsoft.Network/virtualNetworks/'
  'Microsoft.Network/networkWatchers/flowLogs/'
  'Microsoft.Network/applicationGateway'
  'Microsoft.ContainerRegistry/registries/'
  'Microsoft.KeyVault/vaults/'
  'Microsoft.KubernetesConfiguration/'
  'Microsoft.DataProtection/backupVaults/'
  'Microsoft.Authorization/roleAssignments/'
  'Microsoft.Authorization/locks/'
  'Microsoft.Authorization/policy'
  'Microsoft.Security/pricings/'
  'Microsoft.Resources/tags/'
]

// They change nothing that is judged, and whoever looks raises one each time.
var unwatched = [
  '/listClusterUserCredential/action'
  '/listClusterAdminCredential/action'
  '/listClusterMonitoringUserCredential/action'
  '/runCommand/action'
  '/listCredentials/action'
]

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${name}-events'
  location: location
}

module resources 'systemtopic.bicep' = {
  scope: group
  name: '${name}-resources'
  params: {
    name: '${name}-resources'
    location: 'global'
    source: subscription().id
    topicType: 'Microsoft.Resources.Subscriptions'
    functionApp: functionApp
    functionName: 'onResourceChanged'
    eventTypes: [
      'Microsoft.Resources.ResourceWriteSuccess'
      'Microsoft.Resources.ResourceDeleteSuccess'
      'Microsoft.Resources.ResourceActionSuccess'
      // What failed or was cancelled may have been done in part.
      'Microsoft.Resources.ResourceWriteFailure'
      'Microsoft.Resources.ResourceDeleteFailure'
      'Microsoft.Resources.ResourceActionFailure'
      'Microsoft.Resources.ResourceWriteCancel'
      'Microsoft.Resources.ResourceDeleteCancel'
      'Microsoft.Resources.ResourceActionCancel'
    ]
    advancedFilters: [
      { key: 'data.operationName', operatorType: 'StringBeginsWith', values: watched }
      { key: 'data.operationName', operatorType: 'StringNotEndsWith', values: unwatched }
    ]
    deadLetterAccount: deadLetterAccount
    identity: globalIdentity
  }
}

module policy 'systemtopic.bicep' = {
  scope: group
  name: '${name}-policy'
  params: {
    name: '${name}-policy'
    location: 'global'
    source: subscription().id
    topicType: 'Microsoft.PolicyInsights.PolicyStates'
    functionApp: functionApp
    functionName: 'onPolicyStateChanged'
    eventTypes: [
      'Microsoft.PolicyInsights.PolicyStateCreated'
      'Microsoft.PolicyInsights.PolicyStateChanged'
      'Microsoft.PolicyInsights.PolicyStateDeleted'
    ]
    advancedFilters: [
      {
        key: 'subject'
        operatorType: 'StringContains'
        values: ['/providers/Microsoft.ContainerService/managedClusters/']
      }
    ]
    deadLetterAccount: deadLetterAccount
    identity: globalIdentity
  }
}

module aks 'systemtopic.bicep' = [
  for cluster in clusters: {
    scope: group
    name: '${name}-aks-${uniqueString(cluster.id)}'
    params: {
      name: '${name}-aks-${uniqueString(cluster.id)}'
      location: cluster.location
      source: cluster.id
      topicType: 'Microsoft.ContainerService.ManagedClusters'
      functionApp: functionApp
      functionName: 'onAksEvent'
      eventTypes: [
        'Microsoft.ContainerService.NewKubernetesVersionAvailable'
        'Microsoft.ContainerService.ClusterSupportEnding'
        'Microsoft.ContainerService.ClusterSupportEnded'
        'Microsoft.ContainerService.NodePoolRollingStarted'
        'Microsoft.ContainerService.NodePoolRollingSucceeded'
        'Microsoft.ContainerService.NodePoolRollingFailed'
      ]
      deadLetterAccount: deadLetterAccount
      identity: eventsIdentity
    }
  }
]

module images 'systemtopic.bicep' = [
  for registry in registries: {
    scope: group
    name: '${name}-images-${uniqueString(registry.id)}'
    params: {
      name: '${name}-images-${uniqueString(registry.id)}'
      location: registry.location
      source: registry.id
      topicType: 'Microsoft.ContainerRegistry.Registries'
      functionApp: functionApp
      functionName: 'onImagePushed'
      eventTypes: [
        'Microsoft.ContainerRegistry.ImagePushed'
        'Microsoft.ContainerRegistry.ImageDeleted'
      ]
      deadLetterAccount: deadLetterAccount
      identity: eventsIdentity
    }
  }
]

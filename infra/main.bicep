// Phase 1: everything but the event subscriptions, which need the functions to be there. deploy.sh runs both.
targetScope = 'subscription'

@description('Begins the names of all resources; lower-case letters and digits.')
@minLength(3)
@maxLength(10)
param name string = 'aksguard'

param location string = deployment().location

@description('Ids of the subscriptions whose clusters are audited.')
param subscriptions array

@description('Name of the management group to audit instead; its rights come from managementgroup.bicep.')
param managementGroup string = ''

@description('Azure Resource Manager of this cloud, or a private link to it.')
param armEndpoint string = environment().resourceManager

@description('When the timers fire, as six-part cron expressions in UTC.')
param schedules object = {
  audit: '0 0 */4 * * *'
  images: '0 30 4 * * *'
  review: '0 0 6 1 * *'
  sweep: '0 * * * * *'
}

@description('How long the app waits for further events about a cluster before it looks, in seconds.')
param settleSeconds int = 1

@description('How long history is kept, in days from 100 on, or forever.')
param historyDays string = '2557'

@description('How long evidence of a failure is kept, in days.')
param evidenceDays int = 400

@description('How long an anchor can neither be changed nor deleted, in days.')
param anchorDays int = 400

@description('Whether the immutability of the anchors is locked already; deploy.sh asks before.')
param lockedAnchors bool = false

@description('Id of a subnet delegated to Microsoft.App/environments; empty: the app is in no virtual network.')
param subnet string = ''

@description('off; role: makes the role AKS Guard Remediator, to be given by hand; assigned: gives it to the app on the audited subscriptions.')
@allowed(['off', 'role', 'assigned'])
param remediation string = 'off'

@description('Client id of the app registration that people sign in to for approvals; empty: App Service Authentication is left as it is.')
param signIn string = ''

var suffix = take(uniqueString(subscription().id, name, location), 8)
var auditor = loadJsonContent('auditor.json')
var remediator = loadJsonContent('remediator.json')

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: '${name}-app'
  location: location
}

module identity 'identity.bicep' = {
  scope: group
  name: '${name}-identity'
  params: { name: name, location: location }
}

module storage 'storage.bicep' = {
  scope: group
  name: '${name}-storage'
  params: {
    name: name
    location: location
    suffix: suffix
    evidenceDays: evidenceDays
    anchorDays: anchorDays
    lockedAnchors: lockedAnchors
  }
}

module topic 'topic.bicep' = {
  scope: group
  name: '${name}-topic'
  params: { name: name, location: location, suffix: suffix }
}

module vault 'vault.bicep' = {
  scope: group
  name: '${name}-vault'
  params: { name: name, location: location, suffix: suffix }
}

module telemetry 'telemetry.bicep' = {
  scope: group
  name: '${name}-telemetry'
  params: { name: name, location: location }
}

module roles 'roles.bicep' = {
  scope: group
  name: '${name}-roles'
  params: {
    hostName: storage.outputs.hostName
    ledgerName: storage.outputs.ledgerName
    topicName: topic.outputs.topicName
    vaultName: vault.outputs.vaultName
    keyName: vault.outputs.keyName
    insightsName: telemetry.outputs.insightsName
    app: identity.outputs.app.principalId
    events: identity.outputs.events.principalId
  }
}

// After the roles: the app reads its package and its host storage as soon as it is there.
module app 'app.bicep' = {
  scope: group
  name: '${name}-app'
  dependsOn: [roles]
  params: {
    name: name
    location: location
    suffix: suffix
    identity: identity.outputs.app
    hostEndpoints: storage.outputs.hostEndpoints
    packages: storage.outputs.packages
    telemetry: telemetry.outputs.connection
    schedules: schedules
    subnet: subnet
    signIn: signIn
    settings: {
      armEndpoint: armEndpoint
      subscriptions: empty(managementGroup) ? join(subscriptions, ',') : ''
      managementGroup: managementGroup
      store: storage.outputs.ledgerTableEndpoint
      topicEndpoint: topic.outputs.endpoint
      vaultKey: vault.outputs.key
      settleSeconds: string(settleSeconds)
      historyDays: historyDays
    }
  }
}

// One definition for all subscriptions: names of custom roles are unique in a tenant.
resource auditorRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (empty(managementGroup)) {
  name: guid(subscription().id, auditor.name)
  properties: {
    roleName: auditor.name
    description: auditor.description
    type: 'CustomRole'
    assignableScopes: [for id in subscriptions: '/subscriptions/${id}']
    permissions: [{ actions: map(auditor.actions, one => one.action) }]
  }
}

module auditors 'auditor.bicep' = [
  for id in subscriptions: if (empty(managementGroup)) {
    scope: subscription(id)
    name: '${name}-auditor'
    params: {
      principalId: identity.outputs.app.principalId
      role: guid(subscription().id, auditor.name)
    }
    dependsOn: [auditorRole]
  }
]

resource remediatorRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (empty(managementGroup) && remediation != 'off') {
  name: guid(subscription().id, remediator.name)
  properties: {
    roleName: remediator.name
    description: remediator.description
    type: 'CustomRole'
    assignableScopes: [for id in subscriptions: '/subscriptions/${id}']
    permissions: [{ actions: map(remediator.actions, one => one.action) }]
  }
}

module remediators 'auditor.bicep' = [
  for id in subscriptions: if (empty(managementGroup) && remediation == 'assigned') {
    scope: subscription(id)
    name: '${name}-remediator'
    params: {
      principalId: identity.outputs.app.principalId
      role: guid(subscription().id, remediator.name)
    }
    dependsOn: [remediatorRole]
  }
]

output group string = group.name
output appName string = app.outputs.appName
output appId string = app.outputs.appId
output ledgerName string = storage.outputs.ledgerName
output hostId string = storage.outputs.hostId
output principalId string = identity.outputs.app.principalId
output eventsIdentity string = identity.outputs.events.id

// What the two identities may do inside the resource group.
param hostName string
param ledgerName string
param topicName string
param vaultName string
param keyName string
param insightsName string

@description('The app: principal id of its identity.')
param app string

@description('Event Grid, for dead letters: principal id of its identity.')
param events string

var roles = loadJsonContent('roles.json')

// Functions and Durable keep leases and packages in blobs, work items in queues, histories in tables.
var hostRoles = [
  roles['Storage Blob Data Owner']
  roles['Storage Queue Data Contributor']
  roles['Storage Table Data Contributor']
]
// All of the ledger's containers but the anchors.
var writtenContainers = ['checkpoints', 'evidence', 'plans', 'config', 'runs']

resource host 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: hostName
}

resource ledger 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: ledgerName
}

resource topic 'Microsoft.EventGrid/topics@2025-02-15' existing = {
  name: topicName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName

  resource key 'keys' existing = {
    name: keyName
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource hostBlobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' existing = {
  parent: host
  name: 'default'
}

resource deadLetters 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = {
  parent: hostBlobs
  name: 'deadletters'
}

resource ledgerBlobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' existing = {
  parent: ledger
  name: 'default'
}

resource written 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = [
  for container in writtenContainers: {
    parent: ledgerBlobs
    name: container
  }
]

resource anchors 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' existing = {
  parent: ledgerBlobs
  name: 'anchors'
}

// Adds anchors and reads them. Without blobs/write and blobs/delete nothing that is there can be replaced or removed,
// even before the immutability policy is asked.
resource anchorWriter 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'AKS Guard Anchor Writer')
  properties: {
    roleName: 'AKS Guard Anchor Writer (${resourceGroup().name})'
    description: 'Adds and reads signed heads of the ledger; cannot change or delete one.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/read']
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'
        ]
      }
    ]
  }
}

resource onHost 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostRoles: {
    name: guid(host.id, app, role)
    scope: host
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: app
      principalType: 'ServicePrincipal'
    }
  }
]

resource onTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(ledger.id, app, roles['Storage Table Data Contributor'])
  scope: ledger
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles['Storage Table Data Contributor']
    )
    principalId: app
    principalType: 'ServicePrincipal'
  }
}

resource onWritten 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in writtenContainers: {
    name: guid(written[i].id, app, roles['Storage Blob Data Contributor'])
    scope: written[i]
    properties: {
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        roles['Storage Blob Data Contributor']
      )
      principalId: app
      principalType: 'ServicePrincipal'
    }
  }
]

resource onAnchors 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(anchors.id, app, anchorWriter.id)
  scope: anchors
  properties: {
    roleDefinitionId: anchorWriter.id
    principalId: app
    principalType: 'ServicePrincipal'
  }
}

resource onTopic 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(topic.id, app, roles['EventGrid Data Sender'])
  scope: topic
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['EventGrid Data Sender'])
    principalId: app
    principalType: 'ServicePrincipal'
  }
}

resource onKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault::key.id, app, roles['Key Vault Crypto User'])
  scope: vault::key
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles['Key Vault Crypto User'])
    principalId: app
    principalType: 'ServicePrincipal'
  }
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app, roles['Monitoring Metrics Publisher'])
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles['Monitoring Metrics Publisher']
    )
    principalId: app
    principalType: 'ServicePrincipal'
  }
}

resource onDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(deadLetters.id, events, roles['Storage Blob Data Contributor'])
  scope: deadLetters
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles['Storage Blob Data Contributor']
    )
    principalId: events
    principalType: 'ServicePrincipal'
  }
}

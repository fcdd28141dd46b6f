// Two accounts: they differ in who writes, in how long things are kept, and neither throttles the other.
param name string
param location string
param suffix string

@description('How long evidence of a failure is kept, in days.')
param evidenceDays int

@description('How long an anchor can neither be changed nor deleted, in days.')
param anchorDays int

@description('Whether that is locked already.')
param lockedAnchors bool

var tables = ['AksGuardLedger', 'AksGuardInbox', 'AksGuardIndex']
// The sixth, anchors, is below.
var containers = ['checkpoints', 'evidence', 'plans', 'config', 'runs']
var hostContainers = ['packages', 'deadletters']

// What holds for both: no key opens them, nothing in them is public.
var closed = {
  allowSharedKeyAccess: false
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
}

resource host 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}h${suffix}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: closed
}

resource hostBlobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: host
  name: 'default'
}

resource hostContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for container in hostContainers: {
    parent: hostBlobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

// Dead letters are events as they came, with names and addresses of persons in their claims.
resource hostLifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: host
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'deadletters'
          enabled: true
          type: 'Lifecycle'
          definition: {
            // Event Grid does not say which type it writes.
            filters: { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch: ['deadletters/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
      ]
    }
  }
}

resource ledger 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}l${suffix}'
  location: location
  kind: 'StorageV2'
  // Replicated over zones: history cannot be made again.
  sku: { name: 'Standard_ZRS' }
  properties: closed
}

resource ledgerTables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: ledger
  name: 'default'
}

resource ledgerTable 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [
  for table in tables: {
    parent: ledgerTables
    name: table
  }
]

resource ledgerBlobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: ledger
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 14 }
    containerDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource ledgerContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [
  for container in containers: {
    parent: ledgerBlobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource anchors 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: ledgerBlobs
  name: 'anchors'
  properties: { publicAccess: 'None' }
}

// Unlocked until deploy.sh --lock-anchors: a locked one can never be shortened, and keeps the account from being deleted.
// It can be extended but takes no PUT any more, so from then on it is left out.
resource anchorsKept 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2023-05-01' = if (!lockedAnchors) {
  parent: anchors
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: anchorDays
    allowProtectedAppendWrites: false
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: ledger
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'evidence'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['evidence/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: evidenceDays } } }
          }
        }
        {
          name: 'runs'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['runs/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 7 } } }
          }
        }
      ]
    }
  }
}

output hostName string = host.name
output hostId string = host.id
output hostEndpoints object = host.properties.primaryEndpoints
output ledgerName string = ledger.name
output ledgerTableEndpoint string = ledger.properties.primaryEndpoints.table
output packages string = '${host.properties.primaryEndpoints.blob}${hostContainers[0]}'

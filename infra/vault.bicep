// The key that signs anchors. It never leaves the vault, and the app may use it but not change it.
param name string
param location string
param suffix string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-${suffix}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
  }
}

resource anchors 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'anchors'
  properties: {
    kty: 'EC'
    curveName: 'P-256'
    keyOps: ['sign', 'verify']
    attributes: { enabled: true }
  }
}

output vaultName string = vault.name
output keyName string = anchors.name
output key string = anchors.properties.keyUriWithVersion

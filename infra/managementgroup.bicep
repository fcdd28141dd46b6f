// The role AKS Guard Auditor for all subscriptions of a management group, those to come included.
targetScope = 'managementGroup'

param principalId string

var auditor = loadJsonContent('auditor.json')

resource role 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(managementGroup().id, auditor.name)
  properties: {
    // Names of custom roles are unique in a tenant, and main.bicep's may be there.
    roleName: '${auditor.name} (${managementGroup().name})'
    description: auditor.description
    type: 'CustomRole'
    assignableScopes: [managementGroup().id]
    permissions: [{ actions: map(auditor.actions, one => one.action) }]
  }
}

resource onGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(managementGroup().id, principalId, auditor.name)
  properties: {
    roleDefinitionId: role.id
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

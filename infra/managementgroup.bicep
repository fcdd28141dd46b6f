// The role AKS Guard Auditor for all subscriptions of a management group, those to come included; where that is asked
// for also AKS Guard Remediator.
targetScope = 'managementGroup'

param principalId string

@description('As that of main.bicep.')
@allowed(['off', 'role', 'assigned'])
param remediation string = 'off'

var auditor = loadJsonContent('auditor.json')
var remediator = loadJsonContent('remediator.json')

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

resource remediatorRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (remediation != 'off') {
  name: guid(managementGroup().id, remediator.name)
  properties: {
    roleName: '${remediator.name} (${managementGroup().name})'
    description: remediator.description
    type: 'CustomRole'
    assignableScopes: [managementGroup().id]
    permissions: [{ actions: map(remediator.actions, one => one.action) }]
  }
}

resource remediatorOnGroup 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (remediation == 'assigned') {
  name: guid(managementGroup().id, principalId, remediator.name)
  properties: {
    roleDefinitionId: remediatorRole.id
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// Gives the app a custom role on one subscription: AKS Guard Auditor, or AKS Guard Remediator where that is asked for.
targetScope = 'subscription'

param principalId string

@description('Id of the role definition, without its scope.')
param role string

resource onSubscription 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, principalId, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

// The two identities: the app's, and the one with which Event Grid writes what it could not deliver.
param name string
param location string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-app'
  location: location
}

resource events 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-events'
  location: location
}

output app object = {
  id: app.id
  clientId: app.properties.clientId
  principalId: app.properties.principalId
}
output events object = {
  id: events.id
  principalId: events.properties.principalId
}

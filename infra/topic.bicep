// The topic that notices go to, as CloudEvents 1.0. Its input schema cannot be changed later.
param name string
param location string
param suffix string

resource topic 'Microsoft.EventGrid/topics@2025-02-15' = {
  name: '${name}-notices-${suffix}'
  location: location
  properties: {
    inputSchema: 'CloudEventSchemaV1_0'
    disableLocalAuth: true
    minimumTlsVersionAllowed: '1.2'
    publicNetworkAccess: 'Enabled'
  }
}

output topicName string = topic.name
output endpoint string = topic.properties.endpoint

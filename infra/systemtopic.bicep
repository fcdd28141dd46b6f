// One Event Grid system topic and the function that hears of its events.
param name string

@description('global where the source is: subscriptions and Azure Policy. Else the source\'s region.')
param location string
param source string
param topicType string

@description('Id of the Function App.')
param functionApp string
param functionName string
param eventTypes array
param advancedFilters array = []

@description('Id of the storage account with the container deadletters.')
param deadLetterAccount string

@description('Id of the identity that writes dead letters; empty: undelivered events are dropped after a day.')
param identity string

var deadLetters = {
  identity: { type: 'UserAssigned', userAssignedIdentity: identity }
  deadLetterDestination: {
    endpointType: 'StorageBlob'
    properties: { resourceId: deadLetterAccount, blobContainerName: 'deadletters' }
  }
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  // Absent, not None, where there is none: a topic in location global may refuse the member itself.
  identity: empty(identity) ? null : { type: 'UserAssigned', userAssignedIdentities: { '${identity}': {} } }
  properties: {
    source: source
    topicType: topicType
  }
}

resource toFunction 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: functionName
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    destination: {
      endpointType: 'AzureFunction'
      properties: {
        resourceId: '${functionApp}/functions/${functionName}'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    filter: {
      includedEventTypes: eventTypes
      advancedFilters: advancedFilters
    }
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
    deadLetterWithResourceIdentity: empty(identity) ? null : deadLetters
  }
}

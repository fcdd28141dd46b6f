// The Function App on Flex Consumption. Its runtime is set in functionAppConfig; the plan refuses the old settings for it.
param name string
param location string
param suffix string

@description('id and clientId of the identity that the app runs as.')
param identity object

@description('Endpoints of the host storage account.')
param hostEndpoints object

@description('Container of the host storage account that the package is read from.')
param packages string

@description('Connection string of Application Insights, without a key that would be taken.')
param telemetry string

@description('Settings of AKS Guard itself: those that name its resources and what it audits.')
param settings object

@description('When the timers fire, as six-part cron expressions in UTC.')
param schedules object

@description('Id of a subnet delegated to Microsoft.App/environments, where resources are behind private endpoints; empty: none.')
param subnet string

@description('Client id of the app registration that people sign in to; empty: nobody can, and nothing is approved.')
param signIn string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnet) ? null : subnet
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      runtime: { name: 'java', version: '17' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packages
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      // Ten instances at most: write tokens and Resource Graph's quota are shared by all of them.
      scaleAndConcurrency: { maximumInstanceCount: 10, instanceMemoryMB: 2048 }
    }
  }

  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noBasic 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__blobServiceUri: hostEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: hostEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: hostEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.clientId
    // Otherwise cut from the app's name, and two apps on one account would share timers.
    AzureFunctionsWebHost__hostid: take('${name}-${suffix}', 32)
    APPLICATIONINSIGHTS_CONNECTION_STRING: telemetry
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
    AZURE_CLIENT_ID: identity.clientId
    AKS_GUARD_ARM_ENDPOINT: settings.armEndpoint
    AKS_GUARD_SUBSCRIPTIONS: settings.subscriptions
    AKS_GUARD_MANAGEMENT_GROUP: settings.managementGroup
    AKS_GUARD_STORE: settings.store
    AKS_GUARD_TOPIC_ENDPOINT: settings.topicEndpoint
    AKS_GUARD_VAULT_KEY: settings.vaultKey
    AKS_GUARD_SETTLE_SECONDS: settings.settleSeconds
    AKS_GUARD_HISTORY_DAYS: settings.historyDays
    AKS_GUARD_TENANT_ID: tenant().tenantId
    AKS_GUARD_AUDIT_SCHEDULE: schedules.audit
    AKS_GUARD_IMAGES_SCHEDULE: schedules.images
    AKS_GUARD_REVIEW_SCHEDULE: schedules.review
    AKS_GUARD_SWEEP_SCHEDULE: schedules.sweep
  }
}

// Callers with a key and Event Grid send no token and are let through; the app itself refuses who decides without one.
resource authentication 'Microsoft.Web/sites/config@2024-04-01' = if (!empty(signIn)) {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: signIn
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: { allowedAudiences: [signIn, 'api://${signIn}'] }
      }
    }
    // Tokens come with each request, and none is kept.
    login: { tokenStore: { enabled: false } }
  }
}

output appName string = app.name
output appId string = app.id

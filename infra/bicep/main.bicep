// One region of the cloud half: functions, storage, PostgreSQL, insights, and the secrets they read.
//   az deployment group create -g sasuai-sea -f infra/bicep/main.bicep -p infra/bicep/regions/southeastasia.bicepparam
targetScope = 'resourceGroup'

@description('Where everything of this region stands.')
param location string = resourceGroup().location

@description('Short name of the region, part of every resource name.')
@minLength(2)
@maxLength(8)
param regionName string

@description('RabbitMQ triggers need an instance that stays: Elastic Premium or Dedicated. Consumption and Flex Consumption cannot run them, so they are not offered here.')
@allowed(['EP1', 'EP2', 'EP3', 'P1v3', 'P2v3', 'P3v3'])
param planSku string = 'EP1'

@description('Instances that are always there, 1 to 20.')
@minValue(1)
@maxValue(20)
param minimumInstances int = 1

@description('PostgreSQL compute, such as Standard_D2ds_v5.')
param databaseSku string = 'Standard_D2ds_v5'

@description('PostgreSQL storage in GiB.')
@allowed([32, 64, 128, 256, 512, 1024])
param databaseStorageGiB int = 128

@description('Administrator of the database server; the product itself connects as the role sasuai, which is no superuser.')
param databaseAdmin string = 'sasuaiadmin'

@secure()
param databaseAdminPassword string

@description('Password of the role sasuai.')
@secure()
param databasePassword string

@description('AMQP address of this region\'s RabbitMQ, with its credentials.')
@secure()
param rabbitMq string

@description('Base address of the Blastify WhatsApp gateway.')
param blastifyUrl string = 'https://api.blastify.tech'

@secure()
param blastifyKey string

var name = 'sasuai-${regionName}'
var unique = uniqueString(resourceGroup().id, regionName)
var elastic = startsWith(planSku, 'EP')

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('sasuai${regionName}${unique}', 24)
  location: location
  sku: { name: 'Standard_ZRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    allowBlobPublicAccess: false
    supportsHttpsTrafficOnly: true
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: storage
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queue in ['apply-changes', 'relay-outbox']: {
  parent: queueService
  name: queue
}]

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-pg-${unique}'
  location: location
  sku: { name: databaseSku, tier: 'GeneralPurpose' }
  properties: {
    version: '15'
    administratorLogin: databaseAdmin
    administratorLoginPassword: databaseAdminPassword
    storage: { storageSizeGB: databaseStorageGiB, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'ZoneRedundant' }
  }
}

resource sasuaiDatabase 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: database
  name: 'sasuai'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

// Terminals and admins reach the database only through the functions; Azure's own addresses are let in, nobody else.
resource azureOnly 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: database
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: logs.id }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('sasuai-${regionName}-${unique}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }
}

resource postgresSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'Postgres'
  properties: {
    value: 'Host=${database.properties.fullyQualifiedDomainName};Database=sasuai;Username=sasuai;Password=${databasePassword};SSL Mode=VerifyFull'
  }
}

resource rabbitSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'RabbitMq'
  properties: { value: rabbitMq }
}

resource blastifySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'BlastifyKey'
  properties: { value: blastifyKey }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: elastic ? 'elastic' : 'linux'
  sku: { name: planSku, capacity: minimumInstances }
  properties: {
    reserved: true
    maximumElasticWorkerCount: elastic ? 20 : null
  }
}

resource functions 'Microsoft.Web/sites@2023-12-01' = {
  name: '${name}-functions-${unique}'
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'DOTNET-ISOLATED|10.0'
      alwaysOn: !elastic
      minimumElasticInstanceCount: elastic ? minimumInstances : null
      healthCheckPath: '/health'
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: [
        { name: 'FUNCTIONS_EXTENSION_VERSION', value: '~4' }
        { name: 'FUNCTIONS_WORKER_RUNTIME', value: 'dotnet-isolated' }
        { name: 'AzureWebJobsDisableHomepage', value: 'true' }
        { name: 'AzureWebJobsStorage', value: 'DefaultEndpointsProtocol=https;AccountName=${storage.name};AccountKey=${storage.listKeys().keys[0].value};EndpointSuffix=${environment().suffixes.storage}' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'Postgres', value: '@Microsoft.KeyVault(SecretUri=${postgresSecret.properties.secretUri})' }
        { name: 'RabbitMq', value: '@Microsoft.KeyVault(SecretUri=${rabbitSecret.properties.secretUri})' }
        { name: 'SweepSchedule', value: '*/30 * * * * *' }
        { name: 'RelaySchedule', value: '*/5 * * * * *' }
        { name: 'SendSchedule', value: '*/5 * * * * *' }
        { name: 'OccasionSchedule', value: '0 */10 * * * *' }
        { name: 'PartSchedule', value: '30 */10 * * * *' }
        { name: 'BlastifyUrl', value: blastifyUrl }
        { name: 'BlastifyKey', value: '@Microsoft.KeyVault(SecretUri=${blastifySecret.properties.secretUri})' }
        // The plans that run RabbitMQ triggers do not sleep, so the loops run there too.
        { name: 'MessageLoops', value: 'true' }
        { name: 'MessageHours', value: '08:00-20:00' }
      ]
    }
  }
}

// Key Vault Secrets User, built into Azure.
var readSecrets = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource functionsReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, functions.id, readSecrets)
  scope: vault
  properties: { roleDefinitionId: readSecrets, principalId: functions.identity.principalId, principalType: 'ServicePrincipal' }
}

output functionsUrl string = 'https://${functions.properties.defaultHostName}'
output databaseHost string = database.properties.fullyQualifiedDomainName

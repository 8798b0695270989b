using '../main.bicep'

param location = 'southeastasia'
param regionName = 'sea'
param planSku = 'EP1'
param minimumInstances = 2

// Secrets come from the environment of whoever deploys, never from a file.
param databaseAdminPassword = readEnvironmentVariable('SASUAI_DATABASE_ADMIN_PASSWORD')
param databasePassword = readEnvironmentVariable('SASUAI_DATABASE_PASSWORD')
param rabbitMq = readEnvironmentVariable('SASUAI_RABBITMQ_URL')
param blastifyKey = readEnvironmentVariable('SASUAI_BLASTIFY_KEY')

# The cloud half in a container.
#   docker build -f infra/docker/Functions.Dockerfile -t sasuai-functions .
# Our own host (Kestrel) by default. The Azure Functions host instead, where its packages restore:
#   docker build -f infra/docker/Functions.Dockerfile --target azure -t sasuai-functions-azure .
FROM node:20-bookworm-slim AS admin
WORKDIR /src/functions/admin
COPY functions/admin/package.json functions/admin/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY functions/admin/ ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS source
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY infra/build/ infra/build/
COPY shared/ shared/
COPY functions/ functions/
COPY --from=admin /src/functions/admin/dist/ functions/admin/dist/

FROM source AS publish-self
RUN dotnet publish functions -c Release -o /publish

FROM source AS publish-azure
RUN dotnet publish functions -c Release -o /publish -p:FunctionsHost=azure

FROM mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0 AS azure
ENV AzureWebJobsScriptRoot=/home/site/wwwroot \
    AzureWebJobsDisableHomepage=true
COPY --from=publish-azure /publish /home/site/wwwroot

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS self
WORKDIR /app
COPY --from=publish-self /publish ./
ENV ASPNETCORE_URLS=http://0.0.0.0:8080
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "Sasuai.Functions.dll"]

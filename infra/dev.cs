#!/usr/bin/env dotnet
#:project Dev/Sasuai.Dev.csproj
#:property PublishAot=false

// The one tool of this repository: dotnet run infra/dev.cs -- VERB. What it does is in infra/Dev.
return await Sasuai.Dev.DevTool.RunAsync(args);

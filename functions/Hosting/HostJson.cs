namespace Sasuai.Functions.Hosting;

/// <summary>
/// What host.json says, with the defaults of the real host. Keys that the real host does not know are not read here either.
/// </summary>
/// <param name="RoutePrefix">Stands before every route; empty in this house, <c>api</c> when host.json is silent.</param>
/// <param name="Queues">How storage queues are read.</param>
/// <param name="RabbitPrefetch">Messages a RabbitMQ trigger may hold at once, 1 to 65 535.</param>
public sealed record HostJson(string RoutePrefix, QueueReading Queues, ushort RabbitPrefetch)
{
    public static HostJson Read(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"host.json is not at {path}; it is copied beside the program by the build.", path);
        var json = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false).Build();
        if (json["version"] != "2.0")
            throw new FormatException($"{path} must say \"version\": \"2.0\".");
        var queues = json.GetSection("extensions:queues");
        return new HostJson(
            json["extensions:http:routePrefix"] ?? "api",
            new QueueReading(
                queues.GetValue("batchSize", 16),
                queues.GetValue("maxDequeueCount", 5),
                queues.GetValue("maxPollingInterval", TimeSpan.FromMinutes(1)),
                queues.GetValue("visibilityTimeout", TimeSpan.Zero),
                !string.Equals(queues["messageEncoding"], "none", StringComparison.OrdinalIgnoreCase)),
            json.GetValue<ushort>("extensions:rabbitMQ:prefetchCount", 30));
    }
}

/// <summary>How storage queues are read.</summary>
/// <param name="BatchSize">Messages taken at once, 1 to 32.</param>
/// <param name="MaxDequeueCount">Attempts before a message goes to the poison queue.</param>
/// <param name="MaxPollingInterval">The longest pause between two looks at an empty queue.</param>
/// <param name="VisibilityTimeout">How long a message rests after a failed attempt.</param>
/// <param name="Base64">Whether bodies are base64 text (the default of the real host) or plain.</param>
public sealed record QueueReading(int BatchSize, int MaxDequeueCount, TimeSpan MaxPollingInterval, TimeSpan VisibilityTimeout, bool Base64);

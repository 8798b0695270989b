using RabbitMQ.Client;

namespace Sasuai.Functions.Notifications;

/// <summary>Opens connections to the broker. On every new one the topology is declared, so that a broker that lost its disk is whole again.</summary>
public sealed class RabbitConnection(MessageSettings settings)
{
    static readonly TimeSpan openTimeout = TimeSpan.FromSeconds(5);

    /// <exception cref="TopologyFault">The broker has one of our queues with other settings.</exception>
    public async Task<IConnection> OpenAsync(CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            Uri = settings.RabbitMq,
            ClientProvidedName = "sasuai messages",
            // After a fault, the client's own recovery can leave callers waiting for ever; we drop everything and begin anew.
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = openTimeout,
            ContinuationTimeout = openTimeout,
        };
        var connection = await factory.CreateConnectionAsync(cancellation);
        try
        {
            await Topology.DeclareAsync(connection, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

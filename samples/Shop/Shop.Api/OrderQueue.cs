using System.Text;
using RabbitMQ.Client;

namespace Shop.Api;

/// <summary>Hands orders to the worker, through a queue that outlives the broker.</summary>
internal sealed class OrderQueue(IConnection broker)
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    /// <summary>Returns when the broker has the order.</summary>
    public async Task SendAsync(int order, CancellationToken cancellation)
    {
        await using var channel = await broker.CreateChannelAsync(Confirmed, cancellation);
        await channel.QueueDeclareAsync("orders", durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation);
        await channel.BasicPublishAsync("", "orders", mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes($"{order}"), cancellation);
    }
}

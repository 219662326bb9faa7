using System.Globalization;
using System.Text;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Shop.Worker;

/// <summary>Packs what comes out of the queue, one order after the other. An order leaves the queue when it is packed.</summary>
internal sealed partial class Packer(IConnection broker, NpgsqlDataSource database, ILogger<Packer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var channel = await broker.CreateChannelAsync(cancellationToken: stoppingToken);
        await channel.QueueDeclareAsync("orders", durable: true, exclusive: false, autoDelete: false, cancellationToken: stoppingToken);
        await channel.BasicQosAsync(prefetchSize: 0, prefetchCount: 1, global: false, stoppingToken);

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            var order = int.Parse(Encoding.UTF8.GetString(message.Body.Span), CultureInfo.InvariantCulture);
            await using var pack = database.CreateCommand("UPDATE orders SET state = 'packed' WHERE id = $1");
            pack.Parameters.Add(new() { Value = order });
            await pack.ExecuteNonQueryAsync(message.CancellationToken);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, message.CancellationToken);
            LogPacked(order);
        };

        await channel.BasicConsumeAsync("orders", autoAck: false, consumer, stoppingToken);
        await Task.Delay(Timeout.Infinite, stoppingToken);
    }

    [LoggerMessage(LogLevel.Information, "packed order {Order}")]
    private partial void LogPacked(int order);
}

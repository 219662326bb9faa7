using Npgsql;

namespace Shop.Api;

internal sealed record Product(int Id, string Name, decimal Price, int Stock);

internal sealed record Order(int Id, string Product, int Quantity, string State);

internal sealed record NewOrder(int Product, int Quantity);

/// <summary>What PostgreSQL knows: the products and who ordered them.</summary>
internal sealed class Store(NpgsqlDataSource database)
{
    public Task<List<Product>> ProductsAsync(CancellationToken cancellation) => ReadAsync(
        "SELECT id, name, price, stock FROM products ORDER BY id",
        row => new Product(row.GetInt32(0), row.GetString(1), row.GetDecimal(2), row.GetInt32(3)),
        cancellation);

    public Task<List<Order>> OrdersAsync(CancellationToken cancellation) => ReadAsync(
        "SELECT o.id, p.name, o.quantity, o.state FROM orders o JOIN products p ON p.id = o.product_id ORDER BY o.id DESC",
        row => new Order(row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.GetString(3)),
        cancellation);

    /// <summary>Takes the products out of stock and notes the order, both or neither.</summary>
    /// <returns>The order's number; <see langword="null"/> when there is no such product, or not enough of it.</returns>
    public async Task<int?> PlaceAsync(NewOrder order, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            WITH taken AS (UPDATE products SET stock = stock - $2 WHERE id = $1 AND stock >= $2 RETURNING id)
            INSERT INTO orders (product_id, quantity) SELECT id, $2 FROM taken RETURNING id
            """);
        command.Parameters.Add(new() { Value = order.Product });
        command.Parameters.Add(new() { Value = order.Quantity });
        return (int?)await command.ExecuteScalarAsync(cancellation);
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}

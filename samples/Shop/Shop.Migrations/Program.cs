// Brings the database to the current schema and ends: 0 when it is there, 1 when it is not.

using Npgsql;

// Each is applied once, in this order. New ones go to the end; those that shipped stay as they are.
string[] migrations =
[
    """
    CREATE TABLE products (id serial PRIMARY KEY, name text NOT NULL, price numeric(8, 2) NOT NULL, stock int NOT NULL CHECK (stock >= 0));
    CREATE TABLE orders (id serial PRIMARY KEY, product_id int NOT NULL REFERENCES products, quantity int NOT NULL, state text NOT NULL DEFAULT 'placed');
    """,
    """
    INSERT INTO products (name, price, stock) VALUES
        ('Walnut desk lamp', 89.00, 12), ('Ceramic pour-over set', 42.50, 31), ('Linen notebook, A5', 14.90, 140), ('Brass bookmark', 9.80, 3);
    """,
];

try
{
    await using var database = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("ConnectionStrings__shop")
        ?? throw new InvalidOperationException("ConnectionStrings__shop is not set. Start this program through the app host."));
    await using var connection = await database.OpenConnectionAsync();

    await ExecuteAsync("CREATE TABLE IF NOT EXISTS migrations (number int PRIMARY KEY)");
    var applied = Convert.ToInt32(await ExecuteAsync("SELECT count(*) FROM migrations"));
    foreach (var (index, sql) in migrations.Index().Skip(applied))
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(sql);
        await ExecuteAsync($"INSERT INTO migrations VALUES ({index + 1})");
        await transaction.CommitAsync();
        Console.WriteLine($"applied migration {index + 1}");
    }

    Console.WriteLine($"the database has all {migrations.Length} migrations");
    return 0;

    async Task<object?> ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
catch (NpgsqlException e)
{
    Console.Error.WriteLine($"the database could not be migrated: {e.Message}");
    return 1;
}

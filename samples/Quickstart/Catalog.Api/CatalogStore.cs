using Catalog.Data;

namespace Catalog.Api;

/// <summary>The catalogue as the API sees it: read from its file each time, written by one request at a time.</summary>
internal sealed class CatalogStore(CatalogFile file)
{
    private readonly Lock _gate = new();

    public CatalogDocument Read()
    {
        lock (_gate)
        {
            return file.Read();
        }
    }

    public Product Add(string name, decimal price, int stock)
    {
        lock (_gate)
        {
            var catalogue = file.Read();
            int id = checked(catalogue.Products.Select(product => product.Id).DefaultIfEmpty().Max() + 1);
            var product = new Product(id, name, price, stock);
            file.Write(catalogue with { Products = [.. catalogue.Products, product] });
            return product;
        }
    }
}

// Creates the catalogue file, or brings an older one to the current schema version, and exits:
// 0 when the file is up to date, 1 when it was refused and left untouched.

using Catalog.Data;
using Catalog.Migrations;

var file = new CatalogFile(Environment.GetEnvironmentVariable(CatalogFile.PathVariable));
Console.WriteLine($"catalogue file: {file.FullPath}");

try
{
    Migrator.Run(file, Console.Out);
    return 0;
}
catch (CatalogFileException ex)
{
    Console.Error.WriteLine($"migration refused: {ex.Diagnosis}");
    return 1;
}

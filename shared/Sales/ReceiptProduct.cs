namespace Sasuai.Sales;

/// <summary>What the code on a receipt leaves out of a line, because whoever reads it has the chain's catalogue.</summary>
public sealed record ReceiptProduct(ProductId ProductId, string Code, string Name, string Category, string Unit, string? Brand);

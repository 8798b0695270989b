using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sasuai;

/// <summary>An id that is minted by whoever creates the thing (UUID version 7, RFC 9562), so that any request may be sent twice.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf From(Guid value);
}

[JsonConverter(typeof(IdJson<ChainId>))]
public readonly record struct ChainId(Guid Value) : IId<ChainId> { public static ChainId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<StoreId>))]
public readonly record struct StoreId(Guid Value) : IId<StoreId> { public static StoreId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<TerminalId>))]
public readonly record struct TerminalId(Guid Value) : IId<TerminalId> { public static TerminalId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<StaffId>))]
public readonly record struct StaffId(Guid Value) : IId<StaffId> { public static StaffId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<ProductId>))]
public readonly record struct ProductId(Guid Value) : IId<ProductId> { public static ProductId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<PriceBookId>))]
public readonly record struct PriceBookId(Guid Value) : IId<PriceBookId> { public static PriceBookId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<PromotionId>))]
public readonly record struct PromotionId(Guid Value) : IId<PromotionId> { public static PromotionId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<MemberId>))]
public readonly record struct MemberId(Guid Value) : IId<MemberId> { public static MemberId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<TierId>))]
public readonly record struct TierId(Guid Value) : IId<TierId> { public static TierId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<TillSessionId>))]
public readonly record struct TillSessionId(Guid Value) : IId<TillSessionId> { public static TillSessionId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<SaleId>))]
public readonly record struct SaleId(Guid Value) : IId<SaleId> { public static SaleId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<RefundId>))]
public readonly record struct RefundId(Guid Value) : IId<RefundId> { public static RefundId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<ApprovalId>))]
public readonly record struct ApprovalId(Guid Value) : IId<ApprovalId> { public static ApprovalId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<CashMovementId>))]
public readonly record struct CashMovementId(Guid Value) : IId<CashMovementId> { public static CashMovementId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<RewardId>))]
public readonly record struct RewardId(Guid Value) : IId<RewardId> { public static RewardId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

[JsonConverter(typeof(IdJson<RewardClaimId>))]
public readonly record struct RewardClaimId(Guid Value) : IId<RewardClaimId> { public static RewardClaimId From(Guid value) => new(value); public override string ToString() => Value.ToString(); }

/// <summary>An id travels as its UUID in text.</summary>
public sealed class IdJson<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

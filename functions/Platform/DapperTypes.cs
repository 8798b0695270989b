using System.Data;
using System.Runtime.CompilerServices;
using Dapper;

namespace Sasuai.Functions.Platform;

/// <summary>How our own types stand in SQL: an id is a uuid, money a bigint, a quantity a numeric.</summary>
static class DapperTypes
{
    [ModuleInitializer]
    internal static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        Id<ChainId>(); Id<StoreId>(); Id<TerminalId>(); Id<StaffId>(); Id<ProductId>(); Id<PriceBookId>(); Id<PromotionId>();
        Id<MemberId>(); Id<TierId>(); Id<TillSessionId>(); Id<SaleId>(); Id<RefundId>();
        Id<ApprovalId>(); Id<CashMovementId>(); Id<RewardId>(); Id<RewardClaimId>();
        SqlMapper.AddTypeHandler(new MoneyHandler());
        SqlMapper.AddTypeHandler(new QuantityHandler());
        SqlMapper.AddTypeHandler(new MomentHandler());
        SqlMapper.AddTypeHandler(new DayHandler());
        SqlMapper.AddTypeHandler(new TextsHandler());
    }

    static void Id<TId>() where TId : struct, IId<TId> => SqlMapper.AddTypeHandler(new IdHandler<TId>());

    sealed class IdHandler<TId> : SqlMapper.TypeHandler<TId> where TId : struct, IId<TId>
    {
        public override TId Parse(object value) => TId.From((Guid)value);
        public override void SetValue(IDbDataParameter parameter, TId value) => parameter.Value = value.Value;
    }

    sealed class MoneyHandler : SqlMapper.TypeHandler<Money>
    {
        public override Money Parse(object value) => new((long)value);
        public override void SetValue(IDbDataParameter parameter, Money value) => parameter.Value = value.Units;
    }

    sealed class QuantityHandler : SqlMapper.TypeHandler<Quantity>
    {
        public override Quantity Parse(object value) => Quantity.From((decimal)value);
        public override void SetValue(IDbDataParameter parameter, Quantity value) => parameter.Value = value.Amount;
    }

    /// <summary>A moment is kept in UTC, wherever it was written.</summary>
    sealed class MomentHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value is DateTimeOffset moment ? moment : new(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc));
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }

    sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateOnly day ? day : DateOnly.FromDateTime((DateTime)value);
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }

    /// <summary>The driver calls every array column an Array; a record wants to know of what.</summary>
    sealed class TextsHandler : SqlMapper.TypeHandler<string[]>
    {
        public override string[] Parse(object value) => (string[])value;
        public override void SetValue(IDbDataParameter parameter, string[]? value) => parameter.Value = (object?)value ?? DBNull.Value;
    }
}

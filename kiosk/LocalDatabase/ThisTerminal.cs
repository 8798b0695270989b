using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>Who this machine is in the chain, and how far its facts are known there.</summary>
/// <param name="Cloud">Base address of the cloud it was enrolled with.</param>
/// <param name="AckedThrough">Newest sequence of this epoch that the cloud has kept; 0 for none.</param>
/// <param name="Clock">The hybrid clock, as last used.</param>
public sealed record ThisTerminal(
    TerminalId TerminalId, ChainId ChainId, StoreId StoreId, string StoreCode, int Number, int Epoch, Uri Cloud, long AckedThrough, long Clock)
{
    /// <summary>Null until the machine is enrolled.</summary>
    public static ThisTerminal? Read(Db db) => db.One(
        "select terminal_id, chain_id, store_id, store_code, number, epoch, cloud, acked_through, clock from terminal",
        row => new ThisTerminal(new(row.GetGuid(0)), new(row.GetGuid(1)), new(row.GetGuid(2)), row.GetString(3), row.GetInt32(4), row.GetInt32(5),
            new Uri(row.GetString(6)), row.GetInt64(7), row.GetInt64(8)));

    /// <summary>Keeps the answer to an enrolment. A machine that is enrolled again goes on with its facts under the epoch it was given.</summary>
    public static void Enrolled(Db db, TerminalEnrolled enrolled, Uri cloud)
    {
        db.Execute("""
            insert into terminal (only_row, terminal_id, chain_id, store_id, store_code, number, epoch, cloud)
            values (1, @terminal_id, @chain_id, @store_id, @store_code, @number, @epoch, @cloud)
            on conflict (only_row) do update set cloud = excluded.cloud
            """,
            ("@terminal_id", enrolled.TerminalId.ToString()), ("@chain_id", enrolled.ChainId.ToString()), ("@store_id", enrolled.StoreId.ToString()),
            ("@store_code", enrolled.StoreCode), ("@number", enrolled.Number), ("@epoch", enrolled.Epoch), ("@cloud", cloud.ToString()));
    }
}

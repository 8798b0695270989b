using System.Collections.Frozen;
using Sasuai.Staff;

namespace Sasuai.Kiosk.Screens;

/// <summary>What each right allows, in words that an approver understands at a glance.</summary>
public static class RightWords
{
    public static string In(Language language, Right right) => language == Language.English ? table[right].English : table[right].Indonesian;

    static readonly FrozenDictionary<Right, (string Indonesian, string English)> table = new Dictionary<Right, (string, string)>
    {
        [Right.Discount] = ("Diskon", "Discount"),
        [Right.ChangePrice] = ("Ubah harga", "Change a price"),
        [Right.VoidLine] = ("Hapus barang", "Void a line"),
        [Right.VoidBasket] = ("Batalkan belanja", "Void the basket"),
        [Right.VoidSale] = ("Batalkan penjualan", "Cancel a sale"),
        [Right.Refund] = ("Retur", "Refund"),
        [Right.RefundWithoutReceipt] = ("Retur tanpa struk", "Refund without receipt"),
        [Right.Reprint] = ("Cetak ulang", "Reprint"),
        [Right.NoSale] = ("Buka laci", "Open the drawer"),
        [Right.CashIn] = ("Uang masuk laci", "Cash in"),
        [Right.CashOut] = ("Uang keluar laci", "Cash out"),
        [Right.SafeDrop] = ("Setor ke brankas", "Safe drop"),
        [Right.CloseTill] = ("Tutup kasir", "Close the till"),
        [Right.OverShort] = ("Selisih uang laci", "Cash over or short"),
        [Right.XReport] = ("Laporan X", "X report"),
        [Right.OnAccount] = ("Bayar nanti (piutang)", "On account"),
        [Right.Training] = ("Latihan", "Training"),
        [Right.Settings] = ("Pengaturan", "Settings"),
    }.ToFrozenDictionary();
}

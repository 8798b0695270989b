using System.Collections.Frozen;

namespace Sasuai.Kiosk.Screens;

/// <summary>Every refusal of the rules and of the lane in Indonesian, by its code.</summary>
public static class RefusalWords
{
    /// <summary>Null for a code that is not known here.</summary>
    public static string? Indonesian(string code) => byCode.GetValueOrDefault(code);

    static readonly FrozenDictionary<string, string> byCode = new Dictionary<string, string>
    {
        ["basket-empty"] = "Belum ada barang",
        ["quantity-not-positive"] = "Jumlah harus lebih dari 0",
        ["quantity-too-large"] = "Jumlah terlalu besar",
        ["no-such-line"] = "Baris itu tidak ada",
        ["no-price"] = "Barang ini belum punya harga di toko ini",
        ["tender-too-small"] = "Uang yang diterima kurang",
        ["tender-too-large"] = "Hanya uang tunai yang boleh lebih dari tagihan",
        ["tender-not-positive"] = "Jumlah uang harus lebih dari 0",
        ["till-session-closed"] = "Kasir belum dibuka",
        ["float-negative"] = "Modal tidak boleh kurang dari 0",
        ["count-negative"] = "Hitungan tidak boleh kurang dari 0",
        ["basket-open"] = "Selesaikan atau batalkan belanja dulu",
        ["terminal-not-ready"] = "Kasa ini belum menerima data toko",
        ["sign-in-first"] = "Masuk dulu",
        ["sign-in-wrong"] = "Nomor atau PIN salah",
        ["sign-in-paused"] = "Terlalu banyak salah, tunggu sebentar",
        ["till-session-open"] = "Kasir sudah dibuka",
        ["reason-missing"] = "Alasan harus diisi",
        ["product-unknown"] = "Barang tidak ada di katalog",
        ["member-unknown"] = "Member tidak ditemukan",
        ["nothing-to-undo"] = "Tidak ada yang bisa diurungkan",
        ["code-too-long"] = "Kode terlalu panjang",
        ["amount-too-large"] = "Jumlah uang terlalu besar",
        ["approval-needed"] = "Ini perlu izin atasan",
        ["may-not-approve"] = "Orang itu juga tidak boleh mengizinkannya",
        ["other-approval"] = "Izin itu untuk hal lain",
        ["approval-over"] = "Izin itu sudah dipakai atau terlalu lama",
        ["approver-unknown"] = "Tidak ada petugas dengan nomor itu",
        ["no-approval-key"] = "Orang itu tidak bisa memberi izin lewat telepon di kasa ini",
        ["no-challenge"] = "Tidak ada kode yang menunggu jawaban, minta lagi",
        ["answer-wrong"] = "Jawaban tidak cocok, dengarkan sekali lagi",
        ["answer-paused"] = "Terlalu banyak jawaban salah, tunggu satu menit lalu minta lagi",
        ["no-such-z"] = "Laporan Z itu tidak ada di kasa ini",
        ["in-training"] = "Akhiri latihan dulu",
        ["count-first"] = "Hitung uang di laci dulu",
        ["count-again"] = "Hitungan belum cocok: hitung sekali lagi",
        ["count-stands"] = "Laci sudah dihitung dua kali; selisihnya perlu izin",
        ["cash-not-positive"] = "Jumlah uang harus lebih dari 0",
        ["price-negative"] = "Harga tidak boleh kurang dari 0",
        ["discount-wrong"] = "Potongan sampai 100 % atau jumlah di atas 0",
        ["promotion-wrong"] = "Promosi itu tidak masuk akal",
        ["other-currency"] = "Harga di kode itu dalam mata uang lain",
        ["price-not-payable"] = "Harga di kode itu tidak bisa dibayar",
        ["gs1-no-identifier"] = "Kode GS1 itu tidak lengkap",
        ["gs1-too-short"] = "Kode GS1 itu terpotong",
        ["gs1-wrong-value"] = "Isi kode GS1 itu salah",
        ["no-qris"] = "Toko ini belum punya QRIS",
        ["payment-begun"] = "Sebagian sudah dibayar: kembalikan dulu",
        ["qris-unreadable"] = "Itu bukan kode QRIS",
        ["tender-reference-missing"] = "Pembayaran ini perlu nomor referensi",
        ["tender-needs-member"] = "Pembayaran ini perlu member",
        ["tender-beyond"] = "Melebihi yang dimiliki member",
        ["tender-not-certain"] = "Hanya QRIS, transfer dan dompet digital yang boleh belum pasti",
        ["points-not-whole"] = "Jumlahnya harus kelipatan nilai poin",
        ["coupon-unknown"] = "Kupon tidak dikenal",
        ["phone-not-readable"] = "Bukan nomor HP Indonesia",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

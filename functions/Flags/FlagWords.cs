namespace Sasuai.Functions.Flags;

/// <summary>What a flag means and what a person can do about it, in the words of the conflict table that users read.</summary>
static class FlagWords
{
    /// <param name="language">id or en.</param>
    public static (string What, string Next) Of(string kind, string language) => string.Equals(language, "id", StringComparison.OrdinalIgnoreCase) ? Indonesian(kind) : English(kind);

    static (string, string) English(string kind) => kind switch
    {
        FlagTable.refundedTwice => ("More of this product came back than the sale had: it was refunded at two tills that did not know of each other.", "Compare the two receipts with the goods; the refund stands in the books. Settle it with what you found."),
        FlagTable.productArchived => ("A till sold a product that was archived already: it had not heard of it.", "The sale stands. Take the product off the shelf, or put it back into the catalogue."),
        FlagTable.cashierDisabled => ("A sale was made in the name of a person who may not sell any more: the till had not heard of it.", "The sale stands. Ask who stood at the till."),
        FlagTable.phoneTaken => ("A till gave a member a phone number that is another member's: it could not know.", "The number stays with the other member. Ask which of them has it."),
        FlagTable.pointsOverdrawn => ("A member spent more points than they had: earned points were taken back in the meantime, or a till was copied.", "The sale stands. The points stay below zero until new ones are earned; settle it with what you found."),
        FlagTable.countShelf => ("More of this product was sold than the books had: something was received and not written down, or lost, or counted wrongly.", "Count the shelf and the store room, and settle it with what is there. The sales stand."),
        FlagTable.offerOverused => ("A promotion or a coupon was used more often than the chain allows: a till was copied or set back, or did not know of the limit yet.", "The sale stands. Ask the cashier where the coupon came from; settle it with what you found."),
        FlagTable.giftCardOverdrawn => ("More was spent with a gift card than was on it: a till was copied or set back.", "The sale stands. The card stays below zero until it is loaded; settle it with what you found."),
        FlagTable.setAside => ("A fact could not be brought into the books. It is kept as it came, and its money counts as in suspense.", "Mend the cause and try it again, or settle it with what was done instead."),
        _ => ("A terminal sent what could not be kept as it came: it was revoked or replaced, or it sent another fact under a known id.", "Look at the terminal. What it sent is kept; what it made before it was revoked or replaced can be accepted into the books.")
    };

    static (string, string) Indonesian(string kind) => kind switch
    {
        FlagTable.refundedTwice => ("Barang ini kembali lebih banyak dari yang dijual: diretur di dua kasa yang belum saling tahu.", "Bandingkan kedua struk dengan barangnya; retur tetap tercatat. Selesaikan dengan catatan hasilnya."),
        FlagTable.productArchived => ("Kasa menjual barang yang sudah diarsipkan: kasa belum tahu.", "Penjualan tetap sah. Turunkan barang dari rak, atau aktifkan lagi di katalog."),
        FlagTable.cashierDisabled => ("Penjualan atas nama orang yang tidak boleh menjual lagi: kasa belum tahu.", "Penjualan tetap sah. Tanyakan siapa yang bertugas di kasa."),
        FlagTable.phoneTaken => ("Kasa memberi member nomor HP yang sudah milik member lain: kasa tidak bisa tahu.", "Nomor tetap pada member yang lain. Tanyakan siapa pemiliknya."),
        FlagTable.pointsOverdrawn => ("Member memakai poin lebih banyak dari yang dimiliki: poinnya sempat ditarik kembali, atau sebuah kasa disalin.", "Penjualan tetap sah. Poin tetap di bawah nol sampai ada yang baru; selesaikan dengan catatan hasilnya."),
        FlagTable.countShelf => ("Barang ini terjual lebih banyak dari stok di pembukuan: ada penerimaan yang belum dicatat, barang hilang, atau salah hitung.", "Hitung barang di rak dan gudang, lalu selesaikan dengan jumlahnya. Penjualan tetap sah."),
        FlagTable.offerOverused => ("Promosi atau kupon dipakai lebih sering dari batas: sebuah kasa disalin atau dipulihkan, atau belum tahu batasnya.", "Penjualan tetap sah. Tanyakan kepada kasir dari mana kuponnya; selesaikan dengan catatan hasilnya."),
        FlagTable.giftCardOverdrawn => ("Kartu hadiah dipakai lebih banyak dari isinya: sebuah kasa disalin atau dipulihkan.", "Penjualan tetap sah. Isi kartu tetap di bawah nol sampai diisi lagi; selesaikan dengan catatan hasilnya."),
        FlagTable.setAside => ("Sebuah catatan tidak bisa masuk pembukuan. Isinya disimpan utuh, dan uangnya dihitung sebagai tertunda.", "Perbaiki sebabnya lalu coba lagi, atau selesaikan dengan catatan apa yang dilakukan."),
        _ => ("Kasa mengirim sesuatu yang tidak bisa disimpan begitu saja: kasanya dicabut atau diganti, atau isinya lain dengan id yang sudah ada.", "Periksa kasanya. Kirimannya disimpan; yang dibuat sebelum dicabut atau diganti bisa diterima ke pembukuan.")
    };
}

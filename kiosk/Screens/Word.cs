namespace Sasuai.Kiosk.Screens;

/// <summary>Everything that the screens say, by name; <see cref="Words"/> has it in each language.</summary>
public enum Word
{
    AppName, Terminal, Cashier, NotSetUp,
    SignInTitle, StaffNumber, Pin, SignInHint, PinHint, Welcome,
    OpenTillTitle, Float, OpenTillHint, TillOpened,
    SaleTitle, EntrySale, EntryPending, EmptyBasket, ColumnNumber, ColumnName, ColumnQuantity, ColumnPrice, ColumnAmount, UnknownCode, Subtotal, Discount, TaxInside, Total,
    LinesAndPieces, Member, NoMember, Points, Added, Flagged, QuantityWaits, Searching, NothingFound, SearchHint, SearchPrompt,
    QuantityPrompt, QuantityHint, QuantitySet, LineVoided, UndoTold, Undone, NothingToUndo,
    MemberPrompt, MemberHint, MemberAttached, MemberDetached, MemberNow,
    TenderTitle, ToPay, Rounding, Given, TenderPrompt, TenderHint, QuickExact, StillMissing, Change, LargeChange, Paid, ReceiptNumber, NextSale,
    VoidBasketPrompt, VoidBasketHint, BasketVoided,
    TillMenuTitle, TillMenuPrompt, TillMenuLock, TillMenuClose, TillMenuHint, SignedOut,
    CloseTillTitle, CountPrompt, CountHint, CountConfirm, CountConfirmHint, TillClosed, ZNumber, SalesCount, SalesTotal, Expected, Counted, OverShort, EnterToGoOn,
    HelpTitle, HelpPrompt, HelpKeys, HelpScan, HelpQuantity, HelpSearch, HelpEscape,
    KeyHelp, KeyQuantity, KeySearch, KeyMember, KeyTill, KeyUndo, KeyVoidLine, KeyPay, KeyVoidBasket, KeyDetach, KeyYes, KeyBack, KeyOk,
    WhyBasketEmpty, WhyNoLine, WhyNoMember, WhyBasketOpen, KeyDeadHere, ScanNotHere, ScanFinishPayment, AmountUnreadable, AmountTooLong, QuantityUnreadable, TwoLetters, Broken,
    StopAgain, StatusOnline, StatusOffline, StatusNever, StatusUnsent, StatusCatalogue, StatusNoCatalogue, PrinterReady, PrinterWaiting, PrinterAway, PrinterNone,
    Minutes, Hours, Days, TooSmall
}

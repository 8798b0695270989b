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
    PriceOfLine, PriceOfSale, PriceOfLineHint, PriceOfSaleHint, PriceUnreadable, ReasonPrice, ByHand, NoPromotions, DiscountGivenTold, DiscountTakenBack, PriceChangedTold, KeyPrice, KeyPriceSale, KeyPriceLine,
    KeyTakeOff, WhyNoDiscount, WhyOtherGoods, WhyNotInForce, WhyOtherHours, WhyMembersOnly, WhyOtherTier, WhyCouponMissing, WhyUsedUp, WhySpendMore, WhyMorePieces, WhyBetterOffer, WhyExclusive,
    KeyWays, KeyCash, KeyGiveBack, KeyNotCertain, WaysTitle, WaysHint, LeftToPay, PaidAlready, WhyNothingTaken, WhyNoQris,
    WhyNoPointWorth, WhyNothingToSettle, ReasonOtherWay, TenderGivenBack, PartAmount, PartReference, PartAmountHint, PartReferenceHint, QrisReference, QrisHint,
    QrisOnPaper, TillMenuSettle, SettleTitle, SettleHint, SettleNone, SettleState, SettleStateHint, SettleReasonHint, SettleCame, SettleNever,
    Settled, HelpWays, HelpWaysSplit, HelpWaysBack, HelpPartReference, HelpQris, HelpQrisUnknown, HelpSettle,
    HelpPriceWhy, HelpPriceHand, HelpPriceSale, ExpiredLot, FlaggedCheckDigit, CouponShown, ReceiptRead, ScannerReady, ScannerAway,
    MemberPrompt, MemberHint, MemberAttached, MemberDetached, MemberNow,
    TenderTitle, ToPay, Rounding, Given, TenderPrompt, TenderHint, QuickExact, StillMissing, Change, LargeChange, Paid, ReceiptNumber, NextSale,
    VoidBasketPrompt, VoidBasketHint, BasketVoided,
    TillMenuTitle, TillMenuPrompt, TillMenuLock, TillMenuClose, TillMenuHint, SignedOut,
    CloseTillTitle, CountHint, CountConfirm, CountConfirmHint, TillClosed, Counted, EnterToGoOn,
    CountPieces, CountAgain, CountAgainHint, CountDiffers,
    TillMenuDrawer, TillMenuX, TillMenuZ, TillMenuTraining, TillMenuTrainingEnd,
    DrawerTitle, DrawerHint, DrawerCashIn, DrawerCashOut, DrawerDrop, DrawerNoSale, DrawerAmount, DrawerAmountHint, DrawerReasonHint, DrawerMoved, DrawerOpened,
    ReasonFloat, ReasonExpense, ReasonSafe, ReasonChange,
    ApprovalTitle, ApprovalAct, ApprovalAmount, ApprovalPart, ApprovalAskedBy, ApprovalReason, ApprovalNumber, ApprovalAnswer, ApprovalReadOut, ApprovalCode,
    ApprovalReasonHint, ApprovalNumberHint, ApprovalPinHint, ApprovalAnswerHint,
    XReportTitle, ZReportTitle, ReportPrompt, ReportHint, ReportPrinted,
    TrainingTitle, TrainingMark, TrainingBeginPrompt, TrainingEndPrompt, TrainingHint, TrainingSafe, TrainingBasket, TrainingPaper, TrainingEnds, TrainingBegun, TrainingOver,
    HelpTitle, HelpPrompt, HelpKeys, HelpScan, HelpQuantity, HelpSearch, HelpEscape,
    HelpApproval, HelpTelephone, HelpApprovalOnce, HelpDrawer, HelpDrawerSlip, HelpCount, HelpCountSum, HelpCountTwice, HelpReport, HelpReportBlind,
    KeyHelp, KeyQuantity, KeySearch, KeyMember, KeyTill, KeyUndo, KeyVoidLine, KeyPay, KeyVoidBasket, KeyDetach, KeyYes, KeyBack, KeyOk,
    WhyBasketEmpty, WhyNoLine, WhyNoMember, WhyBasketOpen, KeyDeadHere, ScanNotHere, ScanFinishPayment, AmountUnreadable, AmountTooLong, QuantityUnreadable, TwoLetters, Broken,
    StopAgain, StatusOnline, StatusOffline, StatusNever, StatusUnsent, StatusCatalogue, StatusNoCatalogue, PrinterReady, PrinterWaiting, PrinterAway, PrinterNone,
    Minutes, Hours, Days, TooSmall
}

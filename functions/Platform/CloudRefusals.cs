namespace Sasuai.Functions.Platform;

/// <summary>Every "no" that only the cloud says; the shared rules have their own.</summary>
public static class CloudRefusals
{
    public static Refusal NotSignedIn() => new(RefusalCodes.notSignedIn, "Sign in first: the request carries no valid token.");
    public static Refusal WrongSignIn() => new(RefusalCodes.wrongSignIn, "The e-mail address or the password is wrong.");
    public static Refusal BadSignature() => new(RefusalCodes.badSignature, "The request is not signed by an enrolled terminal.");
    public static Refusal NotAllowed() => new(RefusalCodes.notAllowed, "Your role may not do this.");
    public static Refusal TerminalRevoked() => new(RefusalCodes.terminalRevoked, "This terminal was revoked; ask an admin for a new enrolment code.");
    public static Refusal ForeignFeed() => new(RefusalCodes.foreignFeed, "This feed does not belong to this terminal.", "feed");
    public static Refusal NotFound(string what, string? field = null) => new(RefusalCodes.notFound, $"There is no such {what}.", field);
    public static Refusal Conflict(string text, string? field = null) => new(RefusalCodes.conflict, text, field);
    public static Refusal BodyTooLarge(int limit) => new(RefusalCodes.bodyTooLarge, $"The body is above {limit} bytes.");
    public static Refusal TooManyTries(string text) => new(RefusalCodes.tooManyTries, text);
    public static Refusal Busy() => new(RefusalCodes.busy, "Too many terminals are served at this moment; come again a little later.");
    public static Refusal Missing(string field) => new("field-missing", $"The field '{field}' is missing.", field);
    public static Refusal Wrong(string field, string sentence) => new("field-wrong", sentence, field);
    public static Refusal NotJson(string text) => new("not-json", text);
    public static Refusal NotGzip() => new("not-gzip", "The body says that it is gzip and is not.");
}

/// <summary>Codes that have an HTTP status of their own; every other refusal is a 400.</summary>
static class RefusalCodes
{
    public const string notSignedIn = "not-signed-in";
    public const string wrongSignIn = "wrong-sign-in";
    public const string badSignature = "bad-signature";
    public const string notAllowed = "not-allowed";
    public const string terminalRevoked = "terminal-revoked";
    public const string foreignFeed = "foreign-feed";
    public const string notFound = "not-found";
    public const string conflict = "conflict";
    public const string bodyTooLarge = "body-too-large";
    public const string busy = "busy";
    public const string tooManyTries = "too-many-tries";
}

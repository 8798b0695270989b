using System.Text.RegularExpressions;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// Which key of the keyboard stands for which action, everywhere the same. A screen knows only the usual key of an action; what is pressed
/// and what is shown is the key in force.
/// </summary>
public sealed partial class KeyLayout
{
    /// <summary>The actions by the name that a setting has for them, at their usual keys.</summary>
    public static readonly IReadOnlyList<(string Action, KeyName Usual)> Actions =
    [
        ("help", KeyName.F1), ("quantity", KeyName.F2), ("search", KeyName.F3), ("price", KeyName.F4), ("member", KeyName.F5), ("till", KeyName.F6),
        ("undo", KeyName.F7), ("voidLine", KeyName.F8), ("pay", KeyName.F9), ("voidBasket", KeyName.F10), ("lock", KeyName.F11), ("park", KeyName.F12)
    ];

    /// <summary>Keys that every terminal sends and that no entry field needs.</summary>
    static readonly KeyName[] free = [.. Actions.Select(action => action.Usual), KeyName.Insert, KeyName.Delete];

    public static readonly KeyLayout Usual = new(Actions.ToDictionary(action => action.Usual, action => action.Usual));

    readonly Dictionary<KeyName, KeyName> keyOf, actionOf;

    KeyLayout(Dictionary<KeyName, KeyName> keyOf)
    {
        this.keyOf = keyOf;
        actionOf = keyOf.ToDictionary(pair => pair.Value, pair => pair.Key);
    }

    /// <summary>The layout that the words on the screen name.</summary>
    public static KeyLayout InForce { get; set; } = Usual;

    /// <summary>The usual layout with these actions on other keys, such as pay on F10 and voidBasket on F9.</summary>
    /// <exception cref="BadSettings">There is no such action or key, or two actions would have one key.</exception>
    public static KeyLayout Read(IReadOnlyDictionary<string, string>? changes)
    {
        if (changes is null || changes.Count == 0) return Usual;
        var keys = Actions.ToDictionary(action => action.Usual, action => action.Usual);
        foreach (var (action, name) in changes)
        {
            var usual = Actions.FirstOrDefault(known => known.Action == action).Usual;
            if (usual == KeyName.Other) throw new BadSettings($"Setting keys has no action '{action}'; there are {string.Join(", ", Actions.Select(known => known.Action))}.");
            if (!Enum.TryParse<KeyName>(name, out var key) || !free.Contains(key)) throw new BadSettings($"Setting keys puts {action} on '{name}'; a key is {string.Join(", ", free)}.");
            keys[usual] = key;
        }
        var clash = keys.GroupBy(pair => pair.Value).FirstOrDefault(same => same.Count() > 1);
        if (clash is not null) throw new BadSettings($"Setting keys puts {string.Join(" and ", clash.Select(pair => Name(pair.Key)))} on {clash.Key}; each needs a key of its own.");
        return new(keys);
    }

    /// <summary>What a key that was pressed means: the usual key of its action.</summary>
    public KeyName Meaning(KeyName pressed) => actionOf.TryGetValue(pressed, out var usual) ? usual : keyOf.ContainsKey(pressed) ? KeyName.Other : pressed;

    /// <summary>The key to press for an action that is named by its usual key.</summary>
    public KeyName Key(KeyName usual) => keyOf.GetValueOrDefault(usual, usual);

    /// <summary>A text of the screens with the keys in force in place of the usual ones.</summary>
    public string InWords(string text) => ReferenceEquals(this, Usual) ? text : Named().Replace(text, named => Enum.TryParse<KeyName>(named.Value, out var usual) ? Key(usual).ToString() : named.Value);

    static string Name(KeyName usual) => Actions.First(action => action.Usual == usual).Action;

    [GeneratedRegex(@"\bF(?:1[0-2]|[1-9])\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Named();
}
